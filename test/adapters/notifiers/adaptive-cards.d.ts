/** The package's modules are for bundlers only; its one file that Node loads has no types of its own. */
declare module 'adaptivecards/dist/adaptivecards.js' {
  export { AdaptiveCard, SerializationContext } from 'adaptivecards';
}
