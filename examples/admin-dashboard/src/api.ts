import type {
  Business, Contact, ContactFilter, ContactInput, ContactMerge, ContactReview, ContactSort, ContactStatistics, EntryFilter, EntrySort, EntrySummary, ExportFormat, FoundContact,
  ImportReport, ImportRun, LedgerEntry, LegacyRow, LiveEvent, Page, RevenueOverview, RowOutcome, TraceResult, Workspace,
} from './wire.js'

type Options = { signal?: AbortSignal }
type Paging = { limit?: number; cursor?: string }

/** What the pages ask the public API for. */
export type Api = {
  ledger: {
    list(input: EntryFilter & Paging & { sort?: EntrySort }, options?: Options): Promise<Page<LedgerEntry>>
    get(input: { id: string }, options?: Options): Promise<LedgerEntry>
    summary(input: EntryFilter, options?: Options): Promise<EntrySummary>
    reverse(input: { id: string; reason: string }): Promise<LedgerEntry>
    reconcile(input: { ids: string[]; against: string; note?: string }): Promise<{ data: LedgerEntry[] }>
    unreconcile(input: { ids: string[] }): Promise<{ data: LedgerEntry[] }>
    export(input: EntryFilter, format: ExportFormat): Promise<Blob>
  }
  provenance: { trace(input: { id?: string; amount?: string; currency?: string; from?: string; to?: string; limit?: number }, options?: Options): Promise<TraceResult> }
  analytics: { revenueOverview(input: { currency?: string; month?: string; months?: number }, options?: Options): Promise<RevenueOverview> }
  contacts: {
    list(input: ContactFilter & Paging & { sort?: ContactSort; direction?: 'asc' | 'desc'; currency?: string }, options?: Options): Promise<Page<Contact>>
    get(input: { id: string }, options?: Options): Promise<FoundContact>
    create(input: ContactInput): Promise<Contact>
    update(input: ContactInput & { id: string; expectedUpdatedAt?: string }): Promise<Contact>
    search(input: { text: string; limit?: number }, options?: Options): Promise<{ data: Contact[] }>
    merge(input: { contactIds: [string, string] }): Promise<{ mergeId: string; contact: Contact }>
    unmerge(input: { mergeId: string }): Promise<{ contact: Contact; restored: Contact }>
    merges(input: { contactId: string }, options?: Options): Promise<{ data: ContactMerge[] }>
    reviews(input: Paging & { state?: 'open' | 'merged' | 'separate' }, options?: Options): Promise<Page<ContactReview>>
    decideReview(input: { reviewId: string; decision: 'merge' | 'separate' }): Promise<{ review: ContactReview; mergeId: string | null }>
    statistics(input: Record<string, never>, options?: Options): Promise<ContactStatistics>
  }
  imports: {
    upload(file: File, progress: (sent: number) => void, options?: Options): Promise<{ source: string }>
    start(input: { source: string; name: string; amounts: 'major' | 'minor' }): Promise<ImportRun>
    list(input: Paging, options?: Options): Promise<Page<ImportRun>>
    get(input: { id: string }, options?: Options): Promise<ImportRun>
    report(input: { id: string }, options?: Options): Promise<ImportReport>
    rows(input: Paging & { id: string; outcome?: RowOutcome; table?: string }, options?: Options): Promise<Page<LegacyRow>>
  }
  settings: { getBusiness(options?: Options): Promise<Business> }
  workspaces: { list(options?: Options): Promise<Page<Workspace>> }
  /** Every fact as it happens; `state` tells whether the line is up. Answers how to stop. */
  live(heard: (event: LiveEvent) => void, state: (up: boolean) => void): () => void
}
