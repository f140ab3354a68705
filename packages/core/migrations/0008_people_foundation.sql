CREATE TABLE `audit_details` (
	`seq` integer PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`actor_name` text,
	`address` text,
	`user_agent` text,
	`changes` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`template` text NOT NULL,
	`locale` text NOT NULL,
	`to_address` text NOT NULL,
	`to_name` text,
	`contact_id` text,
	`member_id` text,
	`sealed` text,
	`state` text NOT NULL,
	`subject` text,
	`message_id` text,
	`response` text,
	`attempts` integer NOT NULL,
	`meta` text NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `mails_created` ON `mails` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `mails_state` ON `mails` (`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `mails_to` ON `mails` (`to_address`,`created_at`);--> statement-breakpoint
ALTER TABLE `audit` ADD `detail` text;