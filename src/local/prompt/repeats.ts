export * from './scene/repeats';
