import { Color } from 'three';
import { indexIn, numbersIn, objectIn, objectsIn, textIn, type Json } from './json';

export interface Material {
  readonly name: string;
  /** 0xRRGGBB, -1 where there is none. */
  readonly colour: number;
  /** A picture that lies on it, which isn't shown. */
  readonly hasTexture: boolean;
}

const noMaterial: Material = { name: '', colour: -1, hasTexture: false };

/** The materials of a file by their places (glTF 2.0 §3.9; KHR_materials_pbrSpecularGlossiness). */
export function materialsOf(json: Json): (index: number | undefined) => Material {
  const materials = objectsIn(json, 'materials').map((material) => {
    const metallic = objectIn(material, 'pbrMetallicRoughness');
    const glossy = objectIn(material, 'extensions', 'KHR_materials_pbrSpecularGlossiness');
    const factor =
      (metallic && numbersIn(metallic, 'baseColorFactor', 4)) ?? (glossy && numbersIn(glossy, 'diffuseFactor', 4));
    return {
      name: textIn(material, 'name'),
      colour: shown(factor ?? [1, 1, 1]),
      hasTexture: [objectIn(metallic ?? {}, 'baseColorTexture'), objectIn(glossy ?? {}, 'diffuseTexture')].some(
        Boolean,
      ),
    };
  });
  return (index) => (index === undefined ? noMaterial : (materials[index] ?? noMaterial));
}

/** glTF's colours are linear, a screen's are not. */
export function shown([red = 1, green = 1, blue = 1]: ArrayLike<number> & Iterable<number>): number {
  return new Color().setRGB(red, green, blue).getHex();
}

/** The material of a primitive. */
export function materialIndex(primitive: Json): number | undefined {
  return indexIn(primitive, 'material');
}
