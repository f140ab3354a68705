/** For tests of elements: a server that answers as told, in the words of the real wire, and an element in a page of its own. */
export { aBusiness, answering, problem, type Answers, type Asked } from './testing/answering.js'
export { mount, settled, type Stage, type Mounted } from './testing/mount.js'
