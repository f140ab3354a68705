import type { Answer, EventName, Input, LiveEvent as LiveEventOf, Row, Schema } from '@startupkit/sdk'

/** The nouns of the API, under the names that the pages use. */
export type { Page } from '@startupkit/sdk'
export type EntryType = Schema<'EntryType'>
export type RevenueSource = Schema<'RevenueSource'>
export type LedgerEntry = Schema<'LedgerEntry'>
export type EntryFilter = Input<'ledger.summary'>
export type EntrySort = Schema<'EntrySort'>
export type EntrySummary = Schema<'EntrySummary'>
export type TraceResult = Answer<'provenance.trace'>
export type Trace = TraceResult['candidates'][number]
export type TraceStep = Trace['steps'][number]

export type RevenueOverview = Schema<'RevenueOverview'>
export type MrrMonth = Schema<'MrrMonth'>
export type Change = Schema<'Change'>

export type ContactType = Schema<'ContactType'>
export type ContactStage = Schema<'ContactStage'>
export type Contact = Schema<'Contact'>
export type FoundContact = Schema<'FoundContact'>
export type ContactInput = Input<'contacts.create'>
export type ContactSort = NonNullable<Input<'contacts.list'>['sort']>
export type ContactFilter = Pick<Input<'contacts.list'>, 'type' | 'stage' | 'tag' | 'source' | 'text' | 'hasReview'>
export type ContactReview = Schema<'ContactReview'>
export type ContactMerge = Schema<'ContactMerge'>
export type ContactStatistics = Answer<'contacts.statistics'>

export type RowOutcome = NonNullable<Schema<'RowOutcome'>>
export type ImportRun = Schema<'ImportRun'>
export type ImportReport = Schema<'ImportReport'>
export type LegacyRow = Row<'importing.rows'>
export type LegacyRowWithRaw = Schema<'LegacyRowWithRaw'>

export type Business = Required<Schema<'BusinessSettings'>>
export type Workspace = Row<'workspaces.list'>
export type Notification = Schema<'Notification'>
export type NotificationPreferences = Schema<'NotificationPreferences'>
export type PushBrowser = Schema<'PushBrowser'>
export type Me = Schema<'Me'>
export type PersonSession = Schema<'Session'>
export type NewSecondFactor = Schema<'NewSecondFactor'>
export type Member = Schema<'Member'>
export type Role = Schema<'Role'>
export type RoleList = Schema<'RoleList'>
export type Invitation = Schema<'Invitation'>
export type PermissionMatrix = Schema<'PermissionMatrix'>
export type SignInWays = Schema<'SignInWays'>
export type SignedIn = Schema<'SignedIn'>
export type InvitationLook = Schema<'InvitationLook'>
export type LiveEvent = LiveEventOf<EventName>
export type ExportFormat = 'csv' | 'jsonl' | 'hledger'

export type Key = Schema<'Key'>
export type NewKey = Schema<'NewKey'>
export type KeyScope = Schema<'KeyScope'>
export type VisitorSecret = Schema<'VisitorSecret'>
export type WebhookEndpoint = Schema<'WebhookEndpoint'>
export type WebhookSecret = Schema<'WebhookSecret'>
export type WebhookDelivery = Schema<'WebhookDelivery'>
export type WebhookDeliveryState = Schema<'WebhookDeliveryState'>
export type WebhookDeliveryDetail = Schema<'WebhookDeliveryDetail'>
export type WebhookEventName = Schema<'WebhookEventName'>
export type WebhookEventType = Schema<'WebhookEventType'>
export type SystemHealth = Schema<'SystemHealth'>
export type ServerHealth = Schema<'ServerHealth'>
export type DeadJob = Schema<'DeadJob'>
export type ContactNote = Schema<'ContactNote'>
export type TeamMember = Row<'team.list'>

export type BusinessPatch = Omit<Input<'settings.updateBusiness'>, 'expectedVersion'>
export type PostalAddress = NonNullable<Schema<'PostalAddress'>>
export type TaxId = Schema<'TaxId'>
export type LogoImage = NonNullable<Schema<'LogoImage'>>
export type Branding = Required<Schema<'BrandingSettings'>>
export type BrandingPatch = Omit<Input<'settings.updateBranding'>, 'expectedVersion'>
export type Languages = Required<Schema<'LanguagesSettings'>>
export type LanguagesPatch = Omit<Input<'settings.updateLanguages'>, 'expectedVersion'>
export type OpeningHours = Required<Schema<'OpeningHoursSettings'>>
export type OpeningHoursPatch = Omit<Input<'settings.updateOpeningHours'>, 'expectedVersion'>
export type OpenInterval = Schema<'OpenInterval'>
export type HoursException = Schema<'HoursException'>
export type Limits = Required<Schema<'LimitsSettings'>>
export type LimitsPatch = Omit<Input<'settings.updateLimits'>, 'expectedVersion'>
export type MailSettings = Required<Schema<'MailSettings'>>
export type MailSettingsPatch = Omit<Input<'settings.updateMail'>, 'expectedVersion'>
export type Mail = Schema<'Mail'>
export type MailState = Schema<'MailState'>
export type MailCheck = Schema<'MailCheck'>
export type MailTemplate = Schema<'MailTemplate'>
export type MailPreview = Schema<'MailPreview'>
export type DkimRecord = Schema<'DkimRecord'>
export type CaughtMail = Schema<'CaughtMail'>
export type CaughtMailContent = Schema<'CaughtMailContent'>
export type AuditLine = Schema<'AuditLine'>
export type AuditFilter = Omit<Input<'audit.list'>, 'limit' | 'cursor'>
