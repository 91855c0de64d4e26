import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package's `package.json`, wherever the compiled tests lie below it. */
export const ROOT = rootAbove(__dirname);

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}
