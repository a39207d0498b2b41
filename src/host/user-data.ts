import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder for what belongs to the reader and not to a dossier: `PARLEY_HOME` where that is set, otherwise by the
 * platform's convention (XDG Base Directory 0.8 on Linux).
 */
export function userDataFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string = homedir(),
): string {
  const own = env['PARLEY_HOME'];
  if (own !== undefined && own !== '') return resolve(own);
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Parley');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Parley');
    default:
      return join(absoluteOr(env['XDG_DATA_HOME'], join(home, '.local', 'share')), 'parley');
  }
}

// The specification has relative paths ignored.
function absoluteOr(path: string | undefined, otherwise: string): string {
  return path?.startsWith('/') === true ? path : otherwise;
}
