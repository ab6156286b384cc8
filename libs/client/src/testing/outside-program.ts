import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTempFolder } from '../../../../test/support/temp-folder';

const ROOT = join(__dirname, '../../../..');

/** A folder outside of this repository that has our package installed as a link, and these files. */
export async function outsideProgram(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await makeTempFolder();
  await mkdir(join(folder, 'node_modules/@types'), { recursive: true });
  await symlink(ROOT, join(folder, 'node_modules/callscope'), 'dir');
  for (const other of ['@types/node', 'rxjs']) {
    await symlink(join(ROOT, 'node_modules', other), join(folder, 'node_modules', other), 'dir');
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}

/** What the compiler says of files in that folder, line by line; nothing when all is right. */
export function compile(folder: string, files: readonly string[], options: readonly string[]): Promise<string[]> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [tsc, '--noEmit', '--pretty', 'false', ...options, ...files],
      { cwd: folder },
      (_, said) => {
        resolve(said.split('\n').filter((line) => line !== ''));
      },
    );
  });
}
