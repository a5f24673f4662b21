export * from './scene/surfaces';
