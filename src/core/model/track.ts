import * as v from 'valibot';
import { Id, Line } from '#core/model/text';

/** A lane the analyst names; lanes stand in ascending `order`. */
export const Track = v.strictObject({
  id: Id,
  name: Line,
  order: v.pipe(v.number('must be a number'), v.safeInteger('must be a whole number')),
});
export type Track = v.InferOutput<typeof Track>;
