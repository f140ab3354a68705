import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'
import { imageForm } from './image-form.js'

afterAll(closeTestKits)

const png = (width = 2, height = 3) => {
  const bytes = Buffer.alloc(64)
  Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1').copy(bytes)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb00040100ffc0001108000500070301220002110103110100', 'hex')
const webp = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0', 'latin1'), Buffer.from('0f0000130000', 'hex'), Buffer.alloc(8)])
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64')

describe('imageForm', () => {
  it('reads what an image is and how large from its bytes', () => {
    expect(imageForm(png(20, 30))).toEqual({ type: 'image/png', width: 20, height: 30 })
    expect(imageForm(jpeg)).toEqual({ type: 'image/jpeg', width: 7, height: 5 })
    expect(imageForm(webp)).toEqual({ type: 'image/webp', width: 16, height: 20 })
  })

  it.each([
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'], ['svg behind a declaration', '<?xml version="1.0"?><svg/>'], ['html', '<!doctype html><script>alert(1)</script>'], ['gif', 'GIF89a\x01\0\x01\0'], ['nothing', ''],
    ['a cut png', '\x89PNG\r\n\x1a\n'], ['a cut jpeg', '\xff\xd8\xff'], ['a pdf', '%PDF-1.7'],
  ])('finds no image in %s', (_what, bytes) => expect(imageForm(Buffer.from(bytes, 'latin1'))).toBeNull())

  it('ends with every jpeg, however it is broken', () => {
    for (let at = 2; at < jpeg.length; at++) expect(() => imageForm(jpeg.subarray(0, at))).not.toThrow()
    expect(imageForm(Buffer.from('ffd8ffe00000ffe00000ffe00000ffe0', 'hex'))).toBeNull()
  })
})

/** @see https://nvd.nist.gov/vuln/detail/CVE-2021-3741 an avatar that was an SVG with a script */
describe('the logo', () => {
  it('is kept under a name nobody can guess, shown to all, and gone when another takes its place', async () => {
    const { acme, visitor, facts } = await createTestKit()
    const first = await acme.settings.setLogo({ image: base64(png()) })
    expect(first).toEqual({ id: expect.stringMatching(/^img_[\w-]{32}$/), type: 'image/png', width: 2, height: 3 })
    expect(await visitor.settings.public({})).toMatchObject({ logo: first })
    expect(await visitor.settings.image({ id: first.id })).toEqual({ type: 'image/png', body: base64(png()) })
    const second = await acme.settings.setLogo({ image: base64(webp) })
    expect(second.id).not.toBe(first.id)
    await expect(visitor.settings.image({ id: first.id })).rejects.toMatchObject({ code: 'image_not_found' })
    expect(await acme.settings.removeLogo({})).toEqual({ removed: true })
    expect(await acme.settings.removeLogo({})).toEqual({ removed: false })
    await expect(visitor.settings.image({ id: second.id })).rejects.toMatchObject({ code: 'image_not_found' })
    expect(await facts('settings.changed')).toHaveLength(3)
    expect((await acme.audit.list({ action: 'settings.setLogo' })).data[1]).toMatchObject({ subject: 'settings.business', changes: [{ before: { logo: null }, after: { logo: { id: first.id } } }] })
  })

  it('is no script, nothing too large, and no stranger’s to change', async () => {
    const { acme, support, visitor } = await createTestKit()
    await expect(acme.settings.setLogo({ image: base64('<svg onload="alert(1)"/>') })).rejects.toMatchObject({ code: 'image_unreadable', kind: 'invalid' })
    await expect(acme.settings.setLogo({ image: 'not base64!' })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(acme.settings.setLogo({ image: base64(png(4_001, 1)) })).rejects.toMatchObject({ code: 'image_too_large' })
    await expect(acme.settings.setLogo({ image: base64(Buffer.concat([png(), Buffer.alloc(512 * 1024 - 63)])) })).rejects.toMatchObject({ code: 'image_too_large' })
    for (const who of [support, visitor]) await expect(who.settings.setLogo({ image: base64(png()) })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await acme.settings.getBusiness({})).toMatchObject({ logo: null, version: 0 })
  })
})
