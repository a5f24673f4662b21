import lib3mf from '@3mfconsortium/lib3mf';

/** What lib3mf finds in strict mode. @throws its exception when it can't read the file */
export async function readStrictly(
  bytes: Uint8Array,
): Promise<{ warnings: number; bodies: { name: string; closed: boolean }[] }> {
  const library = await lib3mf();
  const owned: { delete(): void }[] = [];
  const own = <T extends { delete(): void }>(object: T): T => {
    owned.push(object);
    return object;
  };
  try {
    const model = own(own(new library.CWrapper()).CreateModel());
    const reader = own(model.QueryReader('3mf'));
    reader.SetStrictModeActive(true);
    library.FS.writeFile('/model.3mf', bytes);
    reader.ReadFromFile('/model.3mf');
    const bodies: { name: string; closed: boolean }[] = [];
    const meshes = own(model.GetMeshObjects());
    while (meshes.MoveNext()) {
      const mesh = own(meshes.GetCurrentMeshObject());
      bodies.push({ name: mesh.GetName(), closed: mesh.IsManifoldAndOriented() });
    }
    return { warnings: reader.GetWarningCount(), bodies };
  } catch (error) {
    throw new Error('lib3mf can’t read the file.', { cause: error });
  } finally {
    for (const object of owned.reverse()) object.delete();
  }
}
