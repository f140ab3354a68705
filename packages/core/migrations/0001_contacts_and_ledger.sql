CREATE TABLE `contact_facts` (
	`contact_id` text NOT NULL,
	`currency` text NOT NULL,
	`revenue` integer NOT NULL,
	`entry_count` integer NOT NULL,
	`first_paid_at` integer,
	`last_paid_at` integer,
	`total` integer,
	PRIMARY KEY(`contact_id`, `currency`),
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_facts_total` ON `contact_facts` (`currency`,`total`,`contact_id`) WHERE total IS NOT NULL;--> statement-breakpoint
CREATE TABLE `contact_identities` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`contact_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`extension` text,
	`key` text,
	`base` text,
	`evidence` text NOT NULL,
	`sole` integer NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_identities_contact` ON `contact_identities` (`contact_id`);--> statement-breakpoint
CREATE INDEX `contact_identities_key` ON `contact_identities` (`key`,`kind`) WHERE key IS NOT NULL;--> statement-breakpoint
CREATE INDEX `contact_identities_base` ON `contact_identities` (`base`) WHERE base IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `contact_identities_sole` ON `contact_identities` (`key`,`kind`) WHERE sole = 1;--> statement-breakpoint
CREATE TABLE `contact_merges` (
	`id` text PRIMARY KEY NOT NULL,
	`survivor_id` text NOT NULL,
	`absorbed_id` text NOT NULL,
	`rule` text NOT NULL,
	`snapshot` text NOT NULL,
	`actor_role` text NOT NULL,
	`actor_id` text NOT NULL,
	`merged_at` integer NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`survivor_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`absorbed_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_merges_survivor` ON `contact_merges` (`survivor_id`);--> statement-breakpoint
CREATE INDEX `contact_merges_absorbed` ON `contact_merges` (`absorbed_id`);--> statement-breakpoint
CREATE TABLE `contact_reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_a` text NOT NULL,
	`contact_b` text NOT NULL,
	`rule` text NOT NULL,
	`state` text NOT NULL,
	`opened_at` integer NOT NULL,
	`decided_at` integer,
	`decided_by` text,
	FOREIGN KEY (`contact_a`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_b`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_reviews_pair` ON `contact_reviews` (`contact_a`,`contact_b`);--> statement-breakpoint
CREATE INDEX `contact_reviews_second` ON `contact_reviews` (`contact_b`);--> statement-breakpoint
CREATE INDEX `contact_reviews_state` ON `contact_reviews` (`state`,`opened_at`,`id`);--> statement-breakpoint
CREATE TABLE `contact_tags` (
	`contact_id` text NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`contact_id`, `tag`),
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_tags_tag` ON `contact_tags` (`tag`,`contact_id`);--> statement-breakpoint
CREATE TABLE `contact_texts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`contact_id` text NOT NULL,
	`name` text NOT NULL,
	`company` text NOT NULL,
	`emails` text NOT NULL,
	`phones` text NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_texts_contact_id_unique` ON `contact_texts` (`contact_id`);--> statement-breakpoint
CREATE TABLE `contact_touches` (
	`contact_id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`channel` text,
	`referrer` text,
	`page` text,
	`campaign` text,
	`referral_code` text,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`stage` text NOT NULL,
	`name` text,
	`name_order` text NOT NULL,
	`company` text,
	`company_key` text,
	`country` text,
	`marketing_consent` integer,
	`source` text,
	`custom_fields` text NOT NULL,
	`last_seen_at` integer DEFAULT 0 NOT NULL,
	`merged_into` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`merged_into`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contacts_created` ON `contacts` (`created_at`,`id`) WHERE merged_into IS NULL;--> statement-breakpoint
CREATE INDEX `contacts_updated` ON `contacts` (`updated_at`,`id`) WHERE merged_into IS NULL;--> statement-breakpoint
CREATE INDEX `contacts_name` ON `contacts` (`name_order`,`id`) WHERE merged_into IS NULL;--> statement-breakpoint
CREATE INDEX `contacts_seen` ON `contacts` (`last_seen_at`,`id`) WHERE merged_into IS NULL;--> statement-breakpoint
CREATE INDEX `contacts_type` ON `contacts` (`type`,`created_at`,`id`) WHERE merged_into IS NULL;--> statement-breakpoint
CREATE INDEX `contacts_stage` ON `contacts` (`stage`,`created_at`,`id`) WHERE merged_into IS NULL;--> statement-breakpoint
CREATE INDEX `contacts_source` ON `contacts` (`source`,`created_at`,`id`) WHERE merged_into IS NULL;--> statement-breakpoint
CREATE INDEX `contacts_company` ON `contacts` (`company_key`) WHERE company_key IS NOT NULL AND merged_into IS NULL;--> statement-breakpoint
CREATE INDEX `contacts_merged` ON `contacts` (`merged_into`) WHERE merged_into IS NOT NULL;--> statement-breakpoint
CREATE TABLE `credit_balances` (
	`account` text PRIMARY KEY NOT NULL,
	`contact_id` text,
	`balance` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "credit_balance_not_negative" CHECK(balance >= 0)
);
--> statement-breakpoint
CREATE TABLE `credit_movements` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`account` text NOT NULL,
	`kind` text NOT NULL,
	`tokens` integer NOT NULL,
	`entry_id` text,
	`reason` text NOT NULL,
	`actor_role` text NOT NULL,
	`actor_id` text NOT NULL,
	`happened_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`natural_key` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `credit_movements_seq_unique` ON `credit_movements` (`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `credit_movements_natural_key_unique` ON `credit_movements` (`natural_key`);--> statement-breakpoint
CREATE INDEX `credit_movements_account` ON `credit_movements` (`account`,`seq`);--> statement-breakpoint
CREATE INDEX `credit_movements_entry` ON `credit_movements` (`entry_id`) WHERE entry_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `ledger_contact_days` (
	`contact_id` text NOT NULL,
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`type` text NOT NULL,
	`count` integer NOT NULL,
	`net` integer NOT NULL,
	PRIMARY KEY(`contact_id`, `day`, `currency`, `type`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ledger_days` (
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`type` text NOT NULL,
	`source` text NOT NULL,
	`count` integer NOT NULL,
	`net` integer NOT NULL,
	`tax` integer NOT NULL,
	PRIMARY KEY(`day`, `currency`, `type`, `source`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ledger_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`number` text NOT NULL,
	`type` text NOT NULL,
	`source` text NOT NULL,
	`amount` integer NOT NULL,
	`net` integer NOT NULL,
	`tax` integer NOT NULL,
	`currency` text NOT NULL,
	`debit` text NOT NULL,
	`credit` text NOT NULL,
	`contact_id` text,
	`actor_role` text NOT NULL,
	`actor_id` text NOT NULL,
	`subscription_id` text,
	`invoice_id` text,
	`payment_intent_id` text,
	`charge_id` text,
	`stripe_invoice_id` text,
	`stripe_subscription_id` text,
	`stripe_customer_id` text,
	`tokens` integer,
	`happened_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`natural_key` text,
	`reverses` text,
	`words_digest` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entries_seq_unique` ON `ledger_entries` (`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entries_number_unique` ON `ledger_entries` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entries_natural_key_unique` ON `ledger_entries` (`natural_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_entries_reverses_unique` ON `ledger_entries` (`reverses`);--> statement-breakpoint
CREATE INDEX `ledger_happened` ON `ledger_entries` (`happened_at`,`seq`);--> statement-breakpoint
CREATE INDEX `ledger_type` ON `ledger_entries` (`type`,`happened_at`,`seq`);--> statement-breakpoint
CREATE INDEX `ledger_source` ON `ledger_entries` (`source`,`happened_at`,`seq`);--> statement-breakpoint
CREATE INDEX `ledger_amount` ON `ledger_entries` (`amount`,`currency`,`happened_at`);--> statement-breakpoint
CREATE INDEX `ledger_contact` ON `ledger_entries` (`contact_id`,`happened_at`,`seq`) WHERE contact_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `ledger_subscription` ON `ledger_entries` (`subscription_id`,`happened_at`) WHERE subscription_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `ledger_payment_intent` ON `ledger_entries` (`payment_intent_id`) WHERE payment_intent_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `ledger_charge` ON `ledger_entries` (`charge_id`) WHERE charge_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `ledger_stripe_invoice` ON `ledger_entries` (`stripe_invoice_id`) WHERE stripe_invoice_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `ledger_stripe_subscription` ON `ledger_entries` (`stripe_subscription_id`,`happened_at`) WHERE stripe_subscription_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `ledger_stripe_customer` ON `ledger_entries` (`stripe_customer_id`) WHERE stripe_customer_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `ledger_journal_lines` (
	`journal_id` text NOT NULL,
	`line` integer NOT NULL,
	`account` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	PRIMARY KEY(`journal_id`, `line`),
	FOREIGN KEY (`journal_id`) REFERENCES `ledger_journals`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ledger_journals` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`entry_id` text,
	`happened_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`actor_role` text NOT NULL,
	`actor_id` text NOT NULL,
	`natural_key` text,
	`reference` text,
	`lines_digest` text NOT NULL,
	`hash` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_journals_seq_unique` ON `ledger_journals` (`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_journals_natural_key_unique` ON `ledger_journals` (`natural_key`);--> statement-breakpoint
CREATE TABLE `ledger_links` (
	`entry_id` text NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`warning` text,
	`learned_at` integer NOT NULL,
	PRIMARY KEY(`entry_id`, `kind`, `target`),
	FOREIGN KEY (`entry_id`) REFERENCES `ledger_entries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ledger_links_target` ON `ledger_links` (`target`,`kind`);--> statement-breakpoint
CREATE TABLE `ledger_reconciliations` (
	`id` text PRIMARY KEY NOT NULL,
	`entry_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor_role` text NOT NULL,
	`actor_id` text NOT NULL,
	`against` text NOT NULL,
	`note` text NOT NULL,
	`undone_at` integer,
	`undone_by` text,
	FOREIGN KEY (`entry_id`) REFERENCES `ledger_entries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_reconciled_once` ON `ledger_reconciliations` (`entry_id`) WHERE undone_at IS NULL;--> statement-breakpoint
CREATE TABLE `ledger_words` (
	`entry_id` text PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`description` text NOT NULL,
	`metadata` text NOT NULL,
	FOREIGN KEY (`entry_id`) REFERENCES `ledger_entries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TRIGGER `ledger_entries_no_replace` BEFORE INSERT ON `ledger_entries` WHEN EXISTS (SELECT 1 FROM `ledger_entries` WHERE `id` = NEW.`id` OR `seq` = NEW.`seq` OR `number` = NEW.`number` OR `natural_key` = NEW.`natural_key` OR `reverses` = NEW.`reverses`) BEGIN SELECT RAISE(ABORT, 'ledger_entries_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_entries_no_update` BEFORE UPDATE ON `ledger_entries` BEGIN SELECT RAISE(ABORT, 'ledger_entries_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_entries_no_delete` BEFORE DELETE ON `ledger_entries` BEGIN SELECT RAISE(ABORT, 'ledger_entries_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_journals_no_replace` BEFORE INSERT ON `ledger_journals` WHEN EXISTS (SELECT 1 FROM `ledger_journals` WHERE `id` = NEW.`id` OR `seq` = NEW.`seq` OR `natural_key` = NEW.`natural_key`) BEGIN SELECT RAISE(ABORT, 'ledger_journals_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_journals_no_update` BEFORE UPDATE ON `ledger_journals` BEGIN SELECT RAISE(ABORT, 'ledger_journals_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_journals_no_delete` BEFORE DELETE ON `ledger_journals` BEGIN SELECT RAISE(ABORT, 'ledger_journals_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `credit_movements_no_replace` BEFORE INSERT ON `credit_movements` WHEN EXISTS (SELECT 1 FROM `credit_movements` WHERE `id` = NEW.`id` OR `seq` = NEW.`seq` OR `natural_key` = NEW.`natural_key`) BEGIN SELECT RAISE(ABORT, 'credit_movements_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `credit_movements_no_update` BEFORE UPDATE ON `credit_movements` BEGIN SELECT RAISE(ABORT, 'credit_movements_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `credit_movements_no_delete` BEFORE DELETE ON `credit_movements` BEGIN SELECT RAISE(ABORT, 'credit_movements_append_only'); END;
--> statement-breakpoint
CREATE VIRTUAL TABLE `ledger_search` USING fts5(text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
--> statement-breakpoint
CREATE VIRTUAL TABLE contacts_search USING fts5 (name, company, emails, phones, content = 'contact_texts', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');--> statement-breakpoint
CREATE TRIGGER contact_texts_added AFTER INSERT ON contact_texts BEGIN
  INSERT INTO contacts_search (rowid, name, company, emails, phones) VALUES (NEW.id, NEW.name, NEW.company, NEW.emails, NEW.phones);
END;--> statement-breakpoint
CREATE TRIGGER contact_texts_changed AFTER UPDATE ON contact_texts BEGIN
  INSERT INTO contacts_search (contacts_search, rowid, name, company, emails, phones) VALUES ('delete', OLD.id, OLD.name, OLD.company, OLD.emails, OLD.phones);
  INSERT INTO contacts_search (rowid, name, company, emails, phones) VALUES (NEW.id, NEW.name, NEW.company, NEW.emails, NEW.phones);
END;--> statement-breakpoint
CREATE TRIGGER contact_texts_removed AFTER DELETE ON contact_texts BEGIN
  INSERT INTO contacts_search (contacts_search, rowid, name, company, emails, phones) VALUES ('delete', OLD.id, OLD.name, OLD.company, OLD.emails, OLD.phones);
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_journal_lines_no_update` BEFORE UPDATE ON `ledger_journal_lines` BEGIN SELECT RAISE(ABORT, 'ledger_journal_lines_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_journal_lines_no_delete` BEFORE DELETE ON `ledger_journal_lines` BEGIN SELECT RAISE(ABORT, 'ledger_journal_lines_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `ledger_journal_lines_no_replace` BEFORE INSERT ON `ledger_journal_lines` WHEN EXISTS (SELECT 1 FROM `ledger_journal_lines` WHERE `journal_id` = NEW.`journal_id` AND `line` = NEW.`line`) BEGIN SELECT RAISE(ABORT, 'ledger_journal_lines_append_only'); END;
