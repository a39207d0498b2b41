import * as v from 'valibot';
import { Line } from '#core/model/text';

const limit = 10;

/** The dossiers that were open lately, the last first. */
export const RecentList = v.array(v.strictObject({ path: Line, title: Line }));
export type RecentList = v.InferOutput<typeof RecentList>;

/** The list with a dossier at its head, under its present title, and no longer than ten. */
export function withRecent(list: RecentList, path: string, title: string): RecentList {
  return [{ path, title }, ...list.filter((entry) => entry.path !== path)].slice(0, limit);
}
