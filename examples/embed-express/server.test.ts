import { answersBelowKit } from '../testing/embedded.js'

answersBelowKit(import.meta.url)
