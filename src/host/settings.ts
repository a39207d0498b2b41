import { userInfo } from 'node:os';
import * as v from 'valibot';
import { Settings } from '#api/contract';

/** What holds until the reader chooses otherwise; edits are signed with the name of the system's user. */
export function defaultSettings(): Settings {
  return {
    theme: 'system',
    author: systemUserName() ?? 'Analyst',
    isAuthorSettled: false,
    isKeyShown: true,
    isRailFolded: false,
    tables: [],
  };
}

function systemUserName(): string | null {
  try {
    const name = userInfo().username;
    return v.is(Settings.entries.author, name) ? name : null;
  } catch {
    // A user without an entry in the system's list, as in some containers.
    return null;
  }
}
