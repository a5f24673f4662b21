import { Color } from 'three';
import { indexIn, numbersIn, objectIn, objectsIn, textIn, type Json } from './json';

export interface Material {
  readonly name: string;
  /** 0xRRGGBB, -1 where there is none. */
  readonly colour: number;
  /** As the file has it: red, green and blue, linear; what the colours of vertices are multiplied with. */
  readonly factor: readonly number[];
  /** 0 to 1. */
  readonly opacity: number;
  /** Whether it has a picture, which isn't shown. */
  readonly hasTexture: boolean;
}

const white = [1, 1, 1];
const noMaterial: Material = { name: '', colour: -1, factor: white, opacity: 1, hasTexture: false };

/** The materials of a file by their places (glTF 2.0 §3.9; KHR_materials_pbrSpecularGlossiness). */
export function materialsOf(json: Json): (index: number | undefined) => Material {
  const materials = objectsIn(json, 'materials').map((material) => {
    const metallic = objectIn(material, 'pbrMetallicRoughness');
    const glossy = objectIn(material, 'extensions', 'KHR_materials_pbrSpecularGlossiness');
    const factor =
      (metallic && numbersIn(metallic, 'baseColorFactor', 4)) ?? (glossy && numbersIn(glossy, 'diffuseFactor', 4));
    return {
      name: textIn(material, 'name'),
      colour: shown(withLight(factor ?? white, material)),
      factor: withLight(factor ?? white, material),
      opacity: opacityOf(material, factor?.[3] ?? 1),
      hasTexture: [objectIn(metallic ?? {}, 'baseColorTexture'), objectIn(glossy ?? {}, 'diffuseTexture')].some(
        Boolean,
      ),
    };
  });
  return (index) => (index === undefined ? noMaterial : (materials[index] ?? noMaterial));
}

/**
 * The colour with the light that the material gives itself (glTF 2.0 §3.9.4, KHR_materials_emissive_strength): what is
 * black and shines green is green. Where a picture says which of it shines, that isn't known.
 */
function withLight([red = 1, green = 1, blue = 1, ...others]: readonly number[], material: Json): readonly number[] {
  if (objectIn(material, 'emissiveTexture')) return [red, green, blue, ...others];
  const [r = 0, g = 0, b = 0] = numbersIn(material, 'emissiveFactor', 3) ?? [];
  const said = objectIn(material, 'extensions', 'KHR_materials_emissive_strength')?.['emissiveStrength'];
  const strength = typeof said === 'number' ? said : 1;
  return [
    Math.min(1, red + r * strength),
    Math.min(1, green + g * strength),
    Math.min(1, blue + b * strength),
    ...others,
  ];
}

/** A part that one can't see at all can't be found either. */
const leastOpacity = 0.1;

/** Only a material that says so lets something through (glTF 2.0 §3.9.4), or glass (KHR_materials_transmission). */
function opacityOf(material: Json, alpha: number): number {
  const glass = objectIn(material, 'extensions', 'KHR_materials_transmission')?.['transmissionFactor'];
  const through = typeof glass === 'number' ? 1 - glass : 1;
  const own = textIn(material, 'alphaMode') === 'BLEND' ? alpha : 1;
  return Math.min(1, Math.max(leastOpacity, own * through));
}

/** glTF's colours are linear, a screen's are not. */
export function shown([red = 1, green = 1, blue = 1]: ArrayLike<number> & Iterable<number>): number {
  return new Color().setRGB(red, green, blue).getHex();
}

/** The material of a primitive. */
export function materialIndex(primitive: Json): number | undefined {
  return indexIn(primitive, 'material');
}
