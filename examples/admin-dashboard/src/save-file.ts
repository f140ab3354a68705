/** Puts a file into somebody's downloads, under the name that the server gave it unless another is told. */
export async function saveFile(file: { name: string; blob(): Promise<Blob> }, name = file.name): Promise<void> {
  const address = URL.createObjectURL(await file.blob())
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
