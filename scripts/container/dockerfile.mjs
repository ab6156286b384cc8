/**
 * A Dockerfile as its stages: [{ base, name, steps: [{ keyword, text }] }]. Comments and continued lines are put
 * together as the builder does it; heredocs are not known here, for ours has none.
 */
export function stagesOf(text) {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages = [];
  for (const line of lines) {
    const [, keyword, rest] = /^(\w+)\s+(.*)$/.exec(line) ?? fail(line);
    if (keyword === 'FROM') {
      const [base, , name] = rest.split(/\s+/);
      stages.push({ base, name: name ?? String(stages.length), steps: [] });
    } else (stages.at(-1) ?? fail(line)).steps.push({ keyword, text: rest });
  }
  return stages;
}

/** What a `COPY` copies: { from: stage or null, sources, target }. */
export function copyOf(text) {
  const words = text.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? null;
  const paths = words.filter((word) => !word.startsWith('--'));
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) };
}

/** The last of its kind, as JSON in exec form: what `ENTRYPOINT` or `HEALTHCHECK … CMD` runs. */
export function commandOf({ steps }, keyword) {
  const { text } = steps.findLast((step) => step.keyword === keyword) ?? fail(keyword);
  return JSON.parse(text.slice(text.indexOf('[')));
}

function fail(what) {
  throw new Error(`cannot read in the Dockerfile: ${what}`);
}
