// The built page may weigh so much and no more, as a file and compressed. Bytes; a kB is 1,000 of them.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const MOST_BYTES = { file: 220_000, gzip: 110_000 };

const page = readFileSync(new URL('../dist-ui/index.html', import.meta.url));
const weight = { file: page.length, gzip: gzipSync(page).length };

for (const [name, bytes] of Object.entries(weight)) {
  const told = `The page: ${name} ${bytes} of ${MOST_BYTES[name]} bytes`;
  if (bytes <= MOST_BYTES[name]) {
    console.log(told);
  } else {
    console.error(`${told}: too heavy`);
    process.exitCode = 1;
  }
}
