import { shuffled } from './deterministic.ts';

const givenNames = (
  'Ada Alba Anders Anja Arne Asta Bela Bengt Berit Bo Cara Cato Dag Dara Ebba Edda Egil Eira Elio Embla Enzo ' +
  'Eskil Esme Faye Finn Freya Gerd Greta Gro Halla Hana Hedda Hugo Idun Ines Iris Ivar Jarl Jens Jorun Kai ' +
  'Kaia Kari Lars Leif Liv Lone Luna Magni Maren Mika Nils Nora Odin Ola Pia Ragna Rolf Runa Sif Siri Solveig'
).split(' ');

const surnames = (
  'Alderbrook Ashgrove Birchfell Blackthorn Bramblewood Briarcliff Brookhaven Cedarholm Cloudberry Coppergate ' +
  'Cranwater Dawnridge Driftwood Eastmoor Elderfield Emberly Fairwind Farrowdale Fernhollow Flintlock Foxglove ' +
  'Frostholm Gallowmere Glenwater Goldfinch Greywater Harborfield Hawksmoor Hazelwick Highmoor Hollowell ' +
  'Ironbridge Ivydale Juniper Kestrelby Larkspur Lindenhall Longshore Marshgate Meadowlark Millstream Mistral ' +
  'Moorcroft Nightingale Northgate Oakhurst Otterburn Pebbleworth Pinecrest Quillfeather Ravensholt Redfern ' +
  "O'Rowan Saltmarsh Silverbirch Stonebridge Tamarind Thornfield Umberland Whitewater Wildmoor Yarrowby"
).split(' ');

export interface PersonName {
  readonly givenName: string;
  readonly surname: string;
  /** The part before the @, in lower case. */
  readonly alias: string;
}

/** Made-up names, every one different, in an order that depends on the seed alone. */
export function personNames(seed: string): PersonName[] {
  const pairs = givenNames.flatMap((givenName) =>
    surnames.map((surname) => ({
      givenName,
      surname,
      alias: `${givenName}.${surname}`.toLowerCase().replaceAll("'", ''),
    })),
  );
  return shuffled(pairs, `${seed}/names`);
}
