import { ParseFailure } from '../../../formats/failure';
import type { Json } from './json';

/** Extensions that are read, or that a shape can be shown without: what lies on it, lights it or moves it. */
const known =
  /^(?:KHR_draco_mesh_compression|(?:EXT|KHR)_meshopt_compression|KHR_mesh_quantization|EXT_mesh_gpu_instancing|KHR_materials_\w+|KHR_texture_\w+|EXT_texture_\w+|KHR_lights_punctual|EXT_lights_\w+|KHR_xmp\w*|KHR_animation_pointer|KHR_node_visibility|EXT_mesh_(?:features|manifold)|EXT_(?:structural_metadata|instance_features)|FB_\w+|MSFT_\w+|KHR_techniques_webgl|KHR_(?:audio|interactivity|physics_rigid_bodies|implicit_shapes)\w*|KHR_node_(?:select|hover)ability|VRMC?(?:_\w+)?|ADOBE_materials_\w+|NV_materials_\w+|AGI_\w+|CESIUM_primitive_outline|GODOT_single_root|MOZ_\w+|OMI_\w+)$/;

/** @throws ParseFailure when the file can't be shown without an extension that isn't read */
export function checkExtensions(json: Json): void {
  const required: unknown = json['extensionsRequired'];
  const names = Array.isArray(required) ? required.filter((name): name is string => typeof name === 'string') : [];
  const unknown = names.filter((name) => !known.test(name));
  if (unknown.length > 0) throw new ParseFailure('unknown_extension', unknown.join(', '));
}
