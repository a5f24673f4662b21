// The parts of these libraries that the checks use; they come without types.

declare module 'gltf-validator' {
  interface Report {
    readonly issues: {
      readonly numErrors: number;
      readonly numWarnings: number;
      readonly messages: readonly unknown[];
    };
    readonly info: { readonly drawCallCount: number };
  }
  export function validateBytes(bytes: Uint8Array, options?: { readonly maxIssues?: number }): Promise<Report>;
}

declare module '@3mfconsortium/lib3mf' {
  interface Deletable {
    delete(): void;
  }
  interface MeshObject extends Deletable {
    GetName(): string;
    IsManifoldAndOriented(): boolean;
  }
  interface Reader extends Deletable {
    SetStrictModeActive(active: boolean): void;
    ReadFromFile(file: string): void;
    GetWarningCount(): number;
  }
  type End = 'Min' | 'Max';
  type Outbox = Deletable & Record<`get_${End}Coordinate${0 | 1 | 2}`, () => number>;
  interface Model extends Deletable {
    /** Its number, as in the library’s `eModelUnit`. */
    GetUnit(): { readonly value: number };
    /** Of all items of the build, in the file’s unit. */
    GetOutbox(): Outbox;
    QueryReader(format: '3mf'): Reader;
    GetMeshObjects(): Deletable & { MoveNext(): boolean; GetCurrentMeshObject(): MeshObject };
  }
  interface Library {
    readonly CWrapper: new () => Deletable & { CreateModel(): Model };
    readonly FS: { writeFile(file: string, bytes: Uint8Array): void };
  }
  const load: () => Promise<Library>;
  export default load;
}
