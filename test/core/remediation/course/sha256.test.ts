import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256 } from '../../../../shared/core/remediation/course/sha256.ts';

it.each([
  ['nothing', ''],
  ['a word', 'abc'],
  ['the last text whose length fits into its block', 'x'.repeat(55)],
  ['the first whose length does not', 'x'.repeat(56)],
  ['a whole block', 'x'.repeat(64)],
  ['several blocks', 'abcdefgh'.repeat(99)],
  ['more than ASCII', 'Zürich 🔑'.repeat(40)],
])('is SHA-256 of %s', (_, text) => {
  expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
});
