/** Registers every element of ours at once, for pages that are built with a bundler. Pages with the script tag need none of this. */
export { SkBusinessCard } from './business-card/business-card.component.js'
export { SkProvider } from './provider/sk-provider.js'
export { SkAvatar } from './parts/sk-avatar.js'
export { SkButton } from './parts/sk-button.js'
export { SkDialog } from './parts/sk-dialog.js'
export { SkField } from './parts/sk-field.js'
export { SkMessage } from './parts/sk-message.js'
export { SkSkeleton, SkSpinner } from './parts/sk-spinner.js'
