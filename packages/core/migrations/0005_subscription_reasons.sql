CREATE TABLE `subscription_reasons` (
	`event_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	FOREIGN KEY (`event_id`) REFERENCES `subscription_events`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `subscription_reasons` SELECT `id`, `reason` FROM `subscription_events` WHERE `reason` IS NOT NULL;
--> statement-breakpoint
ALTER TABLE `subscription_events` DROP COLUMN `reason`;