import eslint from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import importCycles from './scripts/importCycles.mjs';

/**
 * The layer rule: which rooms of src/ a room may import at run time, besides itself and `base`. Each names only rooms
 * above its own line, so no two rooms need each other. `vscode: false` keeps a room free of the editor, so that its
 * tests run in plain Node.
 */
const rooms = {
  base: { may: [], vscode: false },
  api: { may: [], vscode: false },
  jobs: { may: ['api'], vscode: false },
  formats: { may: [], vscode: false },
  kernel: { may: ['formats'], vscode: false },
  models: { may: ['formats', 'kernel/stepModel'], vscode: false },
  export: { may: ['formats', 'kernel', 'models'], vscode: false },
  download: { may: ['api', 'jobs', 'formats', 'models'], vscode: false },
  programs: { may: ['api/types', 'export/request'], vscode: false },
  webhook: { may: ['api', 'jobs'], vscode: false },
  local: { may: ['kernel', 'api/types'], vscode: false },
  check: { may: ['formats', 'kernel', 'models', 'local/prompt', 'local/geometry', 'local/span'], vscode: false },
  compare: {
    may: ['formats', 'kernel', 'models', 'check/exactFaces', 'check/face', 'check/rounds', 'check/mesh/checkMesh'],
    vscode: false,
  },
  wording: { may: ['api', 'jobs', 'webhook', 'check/verdict', 'check/claim'], vscode: true },
  host: {
    may: ['api', 'jobs', 'download', 'local', 'webhook', 'check/client', 'check/verdict', 'wording'],
    vscode: true,
  },
  notify: { may: ['api', 'jobs', 'webhook', 'host', 'wording'], vscode: true },
  document: { may: ['api', 'jobs', 'host', 'wording'], vscode: true },
  pages: { may: ['api', 'jobs', 'host', 'wording', 'notify'], vscode: true },
  preview: {
    may: ['api', 'jobs', 'formats', 'kernel', 'models', 'check/verdict', 'compare', 'host', 'wording', 'pages/frame'],
    vscode: true,
  },
  tree: { may: ['api', 'jobs', 'host', 'wording'], vscode: true },
  commands: {
    may: ['api', 'jobs', 'export', 'download', 'programs', 'webhook', 'host', 'wording', 'notify', 'document', 'pages'],
    vscode: true,
  },
};

const layerRules = Object.entries(rooms).map(([room, { may, vscode }]) => {
  const others = Object.keys(rooms).filter((other) => other !== room && other !== 'base' && !may.includes(other));
  const patterns = others.map((other) => {
    const allowed = may.filter((path) => path.startsWith(`${other}/`)).map((path) => path.slice(other.length + 1));
    return {
      regex:
        allowed.length > 0 ? `^(\\.\\./)+${other}/(?!(${allowed.join('|')})(/|(\\.js)?$))` : `^(\\.\\./)+${other}(/|$)`,
      message: `Layer rule: ${room} must not import ${other} (docs/architecture.md).`,
    };
  });
  patterns.push({
    regex: '(^|/)(extension|publicApi|activation/\\w+)$',
    message: 'Layer rule: no room imports extension.ts or activation; publicApi.ts gives types only.',
    allowTypeImports: true,
  });
  if (!vscode)
    patterns.push({
      regex: '^vscode$',
      message: `Layer rule: ${room} runs without VS Code; import types only.`,
      allowTypeImports: true,
    });
  return {
    files: [`src/${room}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
});

/**
 * Within `jobs`: what follows jobs may use what submits them, both may use the jobs themselves, and never the other way
 * round.
 */
const jobsRules = [
  {
    files: ['src/jobs/*.ts'],
    above: '^\\./(submit|follow)/',
    message: 'Layer rule: the model and the store of jobs stand below submit and follow.',
  },
  { files: ['src/jobs/submit/*.ts'], above: '^\\.\\./follow/', message: 'Layer rule: submit stands below follow.' },
].map(({ files, above, message }) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: above, message }] }] },
}));

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', 'test/vscode-host/', 'test/vscode-host-min/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-globals': [
        'error',
        { name: 'setInterval', message: 'Use a setTimeout chain on the injected clock.' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    // Files, prompts and answers can be hostile: an expression that goes over a text again and again stops the editor
    // (test/unit/project/hostileInput.test.ts).
    files: ['**/*.ts', '**/*.mjs'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
      'regexp/no-misleading-capturing-group': 'error',
      'regexp/no-misleading-unicode-character': 'error',
      'regexp/no-contradiction-with-assertion': 'error',
      'regexp/no-dupe-disjunctions': 'error',
      'regexp/no-useless-assertions': 'error',
      'regexp/no-optional-assertion': 'error',
      'regexp/no-empty-alternative': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/host/showMessage.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Identifier[name=/^show(Information|Warning|Error)Message$/]',
          // What a message quotes could be a link that runs a command.
          message: 'Use inform, warn and alarm of host/showMessage.ts.',
        },
        {
          selector: 'ImportExpression[source.value=/^\\./]:not(CallExpression[callee.name="lazy"] ImportExpression)',
          message: 'Load code later with lazy() of base/lazy.ts, which forgets a failure.',
        },
      ],
    },
  },
  ...layerRules,
  ...jobsRules,
  {
    // The formatter leaves comments and names as they are.
    files: ['**/*.ts', '**/*.mjs'],
    rules: {
      'max-len': [
        'error',
        { code: 120, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreUrls: true },
      ],
    },
  },
  { files: ['**/*.ts'], plugins: { project: importCycles }, rules: { 'project/no-import-cycle': 'error' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Mocha's describe and it return values nobody awaits; assertions on optional values read better with `!` after
      // an assert.ok.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['describe', 'it'], package: 'mocha' }] },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly', fetch: 'readonly' },
    },
  },
);
