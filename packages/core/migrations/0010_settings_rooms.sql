CREATE TABLE `audit_told` (
	`natural_key` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `brand_images` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`body` blob NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `settings` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `settings` ADD `by_hand` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `secrets` text;--> statement-breakpoint
ALTER TABLE `settings` ADD `changed_by` text;