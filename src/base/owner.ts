import { createHash } from 'node:crypto';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { systemClock } from './clock';
import { systemErrorCode } from './files';

/**
 * A process, told so that any other one can judge whether it still lives: one of another container or of another
 * machine with the same home, too, where its pid says nothing, and one that comes after it has ended and its pid is
 * another's.
 */
export interface Owner {
  /** A hash of the machine's name and id, so that a file tells neither. */
  readonly machine: string;
  /** Of this start of the machine; empty where the system tells none. */
  readonly boot: string;
  /** The PID namespace, which a container has of its own; empty where there are none. */
  readonly space: string;
  readonly pid: number;
  /** When the process was started, as the system counts; empty where it tells none. */
  readonly started: string;
  /** Monotonic ms at which this was written: more than now means that the machine has been started anew. */
  readonly at: number;
}

/** `elsewhere`: its pid can't be asked about from here, so only what it goes on to do tells. */
export type OwnerState = 'alive' | 'dead' | 'elsewhere';

/** This process. */
export async function thisProcess(): Promise<Owner> {
  const [machineId, boot, space, started] = await Promise.all([
    textOf('/etc/machine-id'),
    textOf('/proc/sys/kernel/random/boot_id'),
    readlink('/proc/self/ns/pid').catch(() => ''),
    startOf(process.pid),
  ]);
  const machine = createHash('sha256').update(`${hostname()}\n${machineId}`).digest('hex').slice(0, 12);
  return { machine, boot, space, pid: process.pid, started: started ?? '', at: systemClock.monotonic() };
}

/**
 * Whether the processes of both can ask about each other's pids: they run on one machine and in one PID namespace, be
 * it after a restart.
 */
export function isSameMachine(one: Pick<Owner, 'machine' | 'space'>, other: Pick<Owner, 'machine' | 'space'>): boolean {
  return one.machine === other.machine && one.space === other.space;
}

/** Whether both are the same process. */
export function isSameProcess(one: Owner, other: Owner): boolean {
  return isSameMachine(one, other) && one.boot === other.boot && one.pid === other.pid && one.started === other.started;
}

/** How it stands with the owner, as `self` can see it. */
export async function ownerState(owner: Owner, self: Owner): Promise<OwnerState> {
  if (!isSameMachine(owner, self)) return 'elsewhere';
  if (owner.boot !== self.boot || owner.at > systemClock.monotonic()) return 'dead';
  if (!processExists(owner.pid)) return 'dead';
  const started = await startOf(owner.pid);
  return started === undefined || owner.started === '' || started === owner.started ? 'alive' : 'dead';
}

/** The owner that `value` tells of, which somebody may have written long ago; undefined when it tells of none. */
export function decodeOwner(value: unknown): Owner | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { machine, boot, space, pid, started, at } = value as Readonly<Record<string, unknown>>;
  if (
    typeof machine !== 'string' ||
    typeof boot !== 'string' ||
    typeof space !== 'string' ||
    typeof started !== 'string'
  )
    return undefined;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0 || typeof at !== 'number') return undefined;
  return { machine, boot, space, pid, started, at };
}

/** Whether this machine, in this PID namespace, has a process with that id, which may be another than it was. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

/**
 * Clock ticks from the start of the machine to that of the process (proc(5), the 22nd field of `stat`); undefined where
 * the system doesn't tell.
 */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await textOf(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets, with anything in it.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

async function textOf(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    return '';
  }
}
