CREATE TABLE `mrr_days` (
	`day` text NOT NULL,
	`currency` text NOT NULL,
	`kind` text NOT NULL,
	`count` integer NOT NULL,
	`amount` integer NOT NULL,
	PRIMARY KEY(`day`, `currency`, `kind`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `mrr_movements` (
	`customer` text NOT NULL,
	`currency` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`after` integer NOT NULL,
	PRIMARY KEY(`customer`, `currency`, `at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `mrr_movements_at` ON `mrr_movements` (`currency`,`at`,`kind`,`amount`);--> statement-breakpoint
CREATE TABLE `subscription_events` (
	`id` text PRIMARY KEY NOT NULL,
	`subscription_id` text NOT NULL,
	`position` integer NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`effective_at` integer,
	`terms` text,
	`from_plan` text,
	`to_plan` text,
	`reason` text,
	`natural_key` text,
	`actor_role` text NOT NULL,
	`actor_id` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`subscription_id`) REFERENCES `subscriptions`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `subscription_events_natural_key_unique` ON `subscription_events` (`natural_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `subscription_events_position` ON `subscription_events` (`subscription_id`,`position`);--> statement-breakpoint
CREATE INDEX `subscription_events_order` ON `subscription_events` (`subscription_id`,`at`,`position`);--> statement-breakpoint
CREATE INDEX `subscription_events_at` ON `subscription_events` (`at`);--> statement-breakpoint
CREATE TABLE `subscription_mrr` (
	`subscription_id` text NOT NULL,
	`currency` text NOT NULL,
	`from_at` integer NOT NULL,
	`mrr` integer NOT NULL,
	`customer` text NOT NULL,
	PRIMARY KEY(`subscription_id`, `currency`, `from_at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `subscription_mrr_customer` ON `subscription_mrr` (`customer`,`currency`,`from_at`);--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`external_id` text,
	`account` text,
	`contact_id` text,
	`status` text NOT NULL,
	`stated_status` text,
	`plan` text,
	`unit_amount` integer,
	`currency` text,
	`interval` text,
	`interval_count` integer,
	`quantity` integer,
	`discounts` text NOT NULL,
	`usage_type` text,
	`terms_assumed` integer NOT NULL,
	`mrr_complete` integer NOT NULL,
	`started_at` integer,
	`current_period_end` integer,
	`cancel_at` integer,
	`ended_at` integer,
	`mrr` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscriptions_external_id_unique` ON `subscriptions` (`external_id`);--> statement-breakpoint
CREATE INDEX `subscriptions_created` ON `subscriptions` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_status` ON `subscriptions` (`status`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `subscriptions_plan` ON `subscriptions` (`plan`,`created_at`,`id`) WHERE plan IS NOT NULL;--> statement-breakpoint
CREATE INDEX `subscriptions_contact` ON `subscriptions` (`contact_id`,`created_at`,`id`) WHERE contact_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `subscriptions_account` ON `subscriptions` (`account`) WHERE account IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `subscription_events_no_replace` BEFORE INSERT ON `subscription_events` WHEN EXISTS (SELECT 1 FROM `subscription_events` WHERE `id` = NEW.`id` OR `natural_key` = NEW.`natural_key` OR (`subscription_id` = NEW.`subscription_id` AND `position` = NEW.`position`)) BEGIN SELECT RAISE(ABORT, 'subscription_events_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `subscription_events_no_update` BEFORE UPDATE ON `subscription_events` BEGIN SELECT RAISE(ABORT, 'subscription_events_append_only'); END;
--> statement-breakpoint
CREATE TRIGGER `subscription_events_no_delete` BEFORE DELETE ON `subscription_events` BEGIN SELECT RAISE(ABORT, 'subscription_events_append_only'); END;
