// The bundle of whatever saves models in other formats (dist/exporter.js), loaded with the first one.
export { Exporter } from './client';
