CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`source` text NOT NULL,
	`name` text NOT NULL,
	`amounts` text NOT NULL,
	`actor_role` text NOT NULL,
	`actor_id` text NOT NULL,
	`step` text NOT NULL,
	`rows_read` integer NOT NULL,
	`bytes_read` integer NOT NULL,
	`bytes_total` integer NOT NULL,
	`counts` text NOT NULL,
	`report` text,
	`error` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `imports_created` ON `imports` (`created_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `imports_one_at_a_time` ON `imports` ((1)) WHERE state IN ('queued', 'running');--> statement-breakpoint
CREATE TABLE `legacy_money` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`place` integer NOT NULL,
	`legacy_id` text NOT NULL,
	`state` text NOT NULL,
	`leader` integer,
	`type` text,
	`source` text,
	`direction` integer NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`currency_assumed` integer NOT NULL,
	`tokens` integer,
	`at` integer NOT NULL,
	`intent` text,
	`subscription` text,
	`invoice_number` text,
	`user_ref` text,
	`company` text,
	`entry_id` text,
	`contact_id` text,
	`extra` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `legacy_money_intent` ON `legacy_money` (`intent`,`direction`,`place`,`row_id`) WHERE intent IS NOT NULL;--> statement-breakpoint
CREATE INDEX `legacy_money_subscription` ON `legacy_money` (`subscription`,`direction`,`currency`,`amount`,`at`) WHERE subscription IS NOT NULL;--> statement-breakpoint
CREATE INDEX `legacy_money_staged` ON `legacy_money` (`at`,`row_id`) WHERE state = 'staged';--> statement-breakpoint
CREATE INDEX `legacy_money_leader` ON `legacy_money` (`leader`) WHERE leader IS NOT NULL;--> statement-breakpoint
CREATE TABLE `legacy_raw` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`encoding` text NOT NULL,
	`body` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `legacy_refs` (
	`kind` text NOT NULL,
	`ref` text NOT NULL,
	`row_id` integer NOT NULL,
	PRIMARY KEY(`kind`, `ref`)
);
--> statement-breakpoint
CREATE TABLE `legacy_rows` (
	`id` integer PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`seen_in` text NOT NULL,
	`table_name` text NOT NULL,
	`legacy_id` text NOT NULL,
	`line` integer NOT NULL,
	`outcome` text NOT NULL,
	`reason` text,
	`target_kind` text,
	`target_id` text,
	`warnings` text,
	`fingerprint` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `legacy_rows_key` ON `legacy_rows` (`table_name`,`legacy_id`);--> statement-breakpoint
CREATE INDEX `legacy_rows_seen` ON `legacy_rows` (`seen_in`,`outcome`,`table_name`,`id`);--> statement-breakpoint
CREATE INDEX `legacy_rows_pending` ON `legacy_rows` (`table_name`,`id`) WHERE outcome = 'pending';--> statement-breakpoint
CREATE TABLE `legacy_subscription_rows` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`ref` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`fact` text NOT NULL,
	`done` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `legacy_subscription_rows_ref` ON `legacy_subscription_rows` (`ref`,`at`,`row_id`);--> statement-breakpoint
CREATE INDEX `legacy_subscription_rows_open` ON `legacy_subscription_rows` (`ref`) WHERE done = 0;--> statement-breakpoint
CREATE TABLE `legacy_subscriptions` (
	`ref` text PRIMARY KEY NOT NULL,
	`subscription_id` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `legacy_users` (
	`legacy_id` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`contact_id` text,
	`team_id` text
);
--> statement-breakpoint
CREATE INDEX `legacy_users_account` ON `legacy_users` (`account_id`) WHERE account_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `team` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`name` text,
	`email` text,
	`role` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `team_seq_unique` ON `team` (`seq`);--> statement-breakpoint
CREATE INDEX `team_email` ON `team` (`email`);--> statement-breakpoint
CREATE TABLE `team_references` (
	`reference` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `team`(`id`) ON UPDATE no action ON DELETE no action
);
