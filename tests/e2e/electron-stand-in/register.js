import { register } from 'node:module';

// For `node --import`: from here on, `electron` is the stand-in.
register('./resolve-electron.js', import.meta.url);
