// A small tree in which every rule is kept. It also shows what must stay allowed: a class that Nest injects is a value
// import, a spec may use the testing helpers of another library, and the page takes types.
const libraries = ['call-events', 'histogram', 'call-state', 'event-log', 'projections', 'intake', 'live-feed'];
const nameOf = (library) => library.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

export const cleanTree = {
  ...Object.fromEntries(
    libraries.map((library) => [
      `libs/${library}/src/index.ts`,
      `export const ${nameOf(library)} = '${library}';\nexport type ${nameOf(library)}Kind = 'one' | 'two';\n`,
    ]),
  ),
  'apps/telemetry/src/main.ts': [
    ...libraries.map((library) => `import { ${nameOf(library)} } from '@callscope/${library}';`),
    "import { Greeter } from './greeter';",
    '',
    `export const all = [${libraries.map(nameOf).join(', ')}, Greeter.name];`,
    '',
  ].join('\n'),
  'apps/telemetry/src/greeter.ts': `import { Injectable } from '@nestjs/common';
import { Clock } from './clock';

@Injectable()
export class Greeter {
  constructor(private readonly clock: Clock) {}

  greet(): string {
    return this.clock.now();
  }
}
`,
  'apps/telemetry/src/clock.ts': `export class Clock {
  now(): string {
    return new Date().toISOString();
  }
}
`,
  'apps/telemetry/src/greeter.spec.ts': `import { anEvent } from '../../../libs/call-events/src/testing/an-event';

it('has a helper', () => {
  expect(anEvent()).toBe('call-events');
});
`,
  'libs/call-events/src/testing/an-event.ts': `import { callEvents } from '../index';

export function anEvent(): string {
  return callEvents;
}
`,
  'libs/projections/src/kernel/index.ts': "export * from './runner';\n",
  'libs/projections/src/kernel/runner.ts': `import { eventLog } from '@callscope/event-log';

export const runner = eventLog;
`,
  'libs/projections/src/calls/calls.evolve.ts': `import { callEvents } from '@callscope/call-events';

export function evolve(row: string): string {
  return row + callEvents;
}
`,
  'libs/projections/src/calls/calls.projection.ts': `import { runner } from '../kernel';
import { evolve } from './calls.evolve';

export const calls = evolve(runner);
`,
  'dashboard-ui/src/main.ts': `import type { histogramKind } from '@callscope/histogram';
import { mount } from 'svelte';
import App from './app.svelte';

export const kind: histogramKind = 'one';
mount(App, { target: document.body });
`,
  'dashboard-ui/src/app.svelte': `<script lang="ts">
  import type { callEventsKind } from '@callscope/call-events';

  const kind: callEventsKind = 'one';
</script>

<p>{kind}</p>
`,
  'dashboard-ui/vite.config.ts': `import { defineConfig } from 'vite';

export default defineConfig({});
`,
};
