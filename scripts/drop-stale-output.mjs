// The service finds its projections and sources by looking into dist, so a file whose source is gone must not stay
// there. Only such files are removed, never dist as a whole: a service may be running from it.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

for (const root of ['apps', 'libs']) {
  for (const file of readdirSync(join('dist', root), { recursive: true })) {
    if (!/\.js(\.map)?$/.test(file)) continue;
    if (!existsSync(join(root, file.replace(/\.js(\.map)?$/, '.ts')))) rmSync(join('dist', root, file));
  }
}
