// Who may import whom. Specs and testing helpers may reach further than the code they test, so most rules leave them
// out; the reason stands beside each rule.

/** The libraries, and which others each may import. A library that is not listed may import nothing. */
const rooms = {
  'call-events': [],
  histogram: [],
  'call-state': ['call-events', 'histogram'],
  'event-log': ['call-events'],
  projections: ['call-events', 'call-state', 'histogram', 'event-log'],
  intake: ['call-events', 'event-log'],
  'live-feed': ['call-events', 'call-state', 'event-log', 'projections'],
  client: ['call-events'],
  simulator: ['call-events'],
};

/** Libraries that import nothing else at all: no package, no Node module. */
const pureRooms = ['call-events', 'histogram', 'call-state', 'simulator'];

const spec = '\\.spec\\.ts$';
const testOnly = '(\\.spec\\.ts$|/testing/|^test/)';
const anyOf = (names) => `(${names.join('|')})`;

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `room-${room}`,
  comment: `libs/${room} may import only: ${allowed.join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: `^libs/${room}/`, pathNot: testOnly },
  to: {
    ...(pureRooms.includes(room) ? {} : { path: '^(libs|apps|dashboard-ui)/' }),
    pathNot: `^libs/${anyOf([room, ...allowed])}/`,
  },
}));

/** In these libraries every folder stands alone, so that a feature is added or removed without an edit elsewhere. */
const folderRules = ['projections', 'intake'].flatMap((library) => [
  {
    name: `no-neighbour-in-${library}`,
    comment: `A folder of libs/${library}/src never imports another; only the kernel is shared, and it knows none.`,
    severity: 'error',
    from: { path: `^libs/${library}/src/([^/]+)/`, pathNot: testOnly },
    to: { path: `^libs/${library}/src/[^/]+/`, pathNot: `^libs/${library}/src/($1|kernel)/` },
  },
  {
    name: `kernel-by-its-index-in-${library}`,
    comment: 'The kernel shows in its index what a folder may use.',
    severity: 'error',
    from: { path: `^libs/${library}/src/(?!kernel/)`, pathNot: testOnly },
    to: { path: `^libs/${library}/src/kernel/`, pathNot: '/kernel/index\\.ts$' },
  },
]);

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'room-not-listed',
      comment: 'A new library says in this file what it may import.',
      severity: 'error',
      from: { path: `^libs/(?!${anyOf(Object.keys(rooms))}/)`, pathNot: testOnly },
      to: { path: '^(libs|apps|dashboard-ui)/' },
    },
    ...folderRules,
    {
      name: 'projection-reads-events-only',
      comment: 'A projection folder sees events and rows; the log and its reading belong to the kernel.',
      severity: 'error',
      from: { path: '^libs/projections/src/(?!kernel/)[^/]+/', pathNot: testOnly },
      to: { path: '^libs/', pathNot: '^libs/(projections|call-events|call-state|histogram)/' },
    },
    {
      name: 'pure-evolve-and-translate',
      comment: 'What is folded at every replay imports no package, no Node module and nothing of the service.',
      severity: 'error',
      from: { path: '^(.+)/[^/]+\\.(evolve|translate)\\.ts$' },
      to: { pathNot: '^($1/|libs/(call-events|call-state|histogram)/src/index\\.ts$)' },
    },
    {
      name: 'library-by-its-index',
      comment: 'Who is outside of a library imports it by its index.',
      severity: 'error',
      from: { path: '^(?:libs/([^/]+)|apps|dashboard-ui)/', pathNot: testOnly },
      to: { path: '^libs/', pathNot: '^libs/($1/|[^/]+/src/index\\.ts$)' },
    },
    {
      name: 'library-by-its-index-in-specs',
      comment: 'A spec may use the testing helpers of another library, but not its insides.',
      severity: 'error',
      from: { path: ['^(?:libs/([^/]+)|apps|dashboard-ui)/.*(?:\\.spec\\.ts$|/testing/)'] },
      to: { path: '^libs/', pathNot: '^libs/($1/|[^/]+/src/(index\\.ts$|testing/))' },
    },
    {
      name: 'client-on-its-own',
      comment: 'What other programs load brings nothing along: types are erased, and RxJS is only for who asks for it.',
      severity: 'error',
      from: { path: '^libs/client/', pathNot: testOnly },
      to: { pathNot: '^libs/client/|/rxjs/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'client-rxjs-apart',
      comment: 'Who does not use RxJS need not have it.',
      severity: 'error',
      from: { path: '^libs/client/', pathNot: ['^libs/client/src/observable\\.ts$', testOnly] },
      to: { path: '/rxjs/' },
    },
    {
      name: 'library-never-app',
      comment: 'A library does not know who uses it.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|dashboard-ui)/' },
    },
    {
      name: 'app-never-app',
      comment: 'Each app is a process of its own.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^(apps/(?!$1/)|dashboard-ui/)' },
    },
    {
      name: 'page-types-only',
      comment: 'The page shares types with the service, not code.',
      severity: 'error',
      from: { path: '^dashboard-ui/', pathNot: testOnly },
      to: { path: '^libs/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-never-app',
      comment: 'The page meets the service over HTTP only.',
      severity: 'error',
      from: { path: '^dashboard-ui/' },
      to: { path: '^apps/' },
    },
    {
      name: 'no-cycle',
      comment: 'Not even of types: two files that need each other are one idea, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-orphan',
      comment: 'Nobody imports it and it imports nobody: delete it.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          testOnly,
          '(^|/)main\\.ts$',
          '\\.worker\\.ts$',
          '\\.d\\.ts$',
          '^(scripts|bench)/',
          '\\.(cjs|mjs|json)$',
          '\\.config\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'no-spec-imported',
      comment: 'What two specs share belongs in testing/ or test/support.',
      severity: 'error',
      from: {},
      to: { path: spec },
    },
    {
      name: 'no-test-helper-in-product',
      comment: 'The build leaves the testing folders out.',
      severity: 'error',
      from: { path: '^(apps|libs|dashboard-ui)/', pathNot: testOnly },
      to: { path: '(/testing/|^test/)' },
    },
    {
      name: 'no-dev-dependency-in-product',
      comment: 'It would be missing where only the dependencies are installed. Types are erased, so they may be used.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: testOnly },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-undeclared-dependency',
      comment: 'A package that package.json does not name may be gone after the next install.',
      severity: 'error',
      from: { pathNot: 'node_modules' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The entries of the client hand on what is built, which need not be there.
    exclude: { path: '^(dist|dist-ui|coverage|\\.callscope)/|^libs/client/[a-z]+\\.mjs$' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.json', '.d.ts'],
    },
  },
};
