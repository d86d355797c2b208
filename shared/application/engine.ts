import packageJson from '../../package.json' with { type: 'json' };

/** Name and version of the program, as every result carries them. */
export const engine = `${packageJson.name} ${packageJson.version}`;
