import fs from 'node:fs';
import path from 'node:path';
import { until } from './until.js';

/** Names that a shell, a slicer or an address would take apart. */
export const awkwardNames = [
  'plain.step',
  'two words.step',
  'it\'s "quoted".step',
  'semi;colon & more.step',
  'Größe ⌀60 ∅ 部品.step',
  '-rf.step',
  '$(touch gone) `x` $HOME.step',
  'comma, star * [1] {2} #3 %41 !.step',
  'back\\slash.step',
] as const;

/** A program that writes down what it was started with, and ends. */
export interface StubProgram {
  readonly file: string;
  /** The arguments of each start, in their order. */
  starts(): readonly StubStart[];
  /** Waits for a start more than `before`. */
  next(before: number): Promise<StubStart>;
}

export interface StubStart {
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Whether it leads a process group of its own, so that no signal for the one that started it reaches it. */
  readonly leadsGroup: boolean;
}

/** @param folder where its file is made, which should be on the path. @param name of the file */
export function makeStub(folder: string, name: string): StubProgram {
  const [file, out] = [path.join(folder, name), path.join(folder, `${name}.starts`)];
  fs.mkdirSync(folder, { recursive: true });
  const script = [
    `#!${process.execPath}`,
    'const fs = require("fs");',
    'const { argv, env, pid } = process;',
    // The fields after the name, which may hold blanks (proc(5)).
    'const leads = () => fs.readFileSync("/proc/self/stat", "utf8").split(") ").at(-1).split(" ")[2] === String(pid);',
    'const start = { arguments: argv.slice(2), env, cwd: process.cwd(), leadsGroup: process.platform !== "linux" || leads() };',
    `fs.appendFileSync(${JSON.stringify(out)}, JSON.stringify(start) + '\\n');`,
  ];
  fs.writeFileSync(file, script.join('\n'), { mode: 0o755 });
  const starts = (): StubStart[] =>
    fs.existsSync(out)
      ? fs
          .readFileSync(out, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as StubStart)
      : [];
  return {
    file,
    starts,
    next: async (before) => {
      await until(() => starts().length > before, `${name} to be started`);
      return starts().at(-1)!;
    },
  };
}
