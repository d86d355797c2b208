import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Trusts the sandbox's certificate from here on, in this process. Throws where there is no such file. */
export async function trustCertificate(caPath: string): Promise<void> {
  setDefaultCACertificates([...getCACertificates('default'), await readFile(caPath, 'utf8')]);
}
