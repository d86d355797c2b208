import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** Paths of PEM files. `caPath` is what clients trust, through `NODE_EXTRA_CA_CERTS` for instance. */
export interface CertificateFiles {
  readonly caPath: string;
  readonly certPath: string;
  readonly keyPath: string;
}

const validDays = 30;
const curve = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

/**
 * Makes an authority and a certificate for this machine's loopback addresses, signed by it, and writes them into the
 * folder. The authority's key is never written, so that nothing else can be signed with it.
 */
export async function makeLoopbackCertificate(folder: string): Promise<CertificateFiles> {
  const notAfterDate = new Date(Date.now() + validDays * 24 * 60 * 60 * 1_000);
  // Whoever trusts several authorities looks one up by its name.
  const name = `Gateproof sandbox authority ${randomUUID()}`;
  const authority = await generate([{ name: 'commonName', value: name }], {
    ...curve,
    notAfterDate,
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...curve,
    notAfterDate,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  await mkdir(folder, { recursive: true });
  const files = {
    caPath: join(folder, 'ca.pem'),
    certPath: join(folder, 'certificate.pem'),
    keyPath: join(folder, 'key.pem'),
  };
  await writeFile(files.caPath, authority.cert);
  await writeFile(files.certPath, leaf.cert);
  await writeFile(files.keyPath, leaf.private, { mode: 0o600 });
  return files;
}
