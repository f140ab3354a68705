CREATE TABLE `ledger_months` (
	`month` text NOT NULL,
	`currency` text NOT NULL,
	`type` text NOT NULL,
	`source` text NOT NULL,
	`count` integer NOT NULL,
	`net` integer NOT NULL,
	PRIMARY KEY(`currency`, `month`, `type`, `source`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `ledger_months` (month, currency, type, source, count, net) SELECT substr(day, 1, 7), currency, type, source, sum(count), sum(net) FROM ledger_days GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
CREATE TRIGGER `ledger_days_added` AFTER INSERT ON `ledger_days` BEGIN
  INSERT INTO ledger_months (month, currency, type, source, count, net) VALUES (substr(NEW.day, 1, 7), NEW.currency, NEW.type, NEW.source, NEW.count, NEW.net)
  ON CONFLICT (currency, month, type, source) DO UPDATE SET count = count + excluded.count, net = net + excluded.net;
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_days_changed` AFTER UPDATE ON `ledger_days` BEGIN
  UPDATE ledger_months SET count = count + NEW.count - OLD.count, net = net + NEW.net - OLD.net WHERE currency = NEW.currency AND month = substr(NEW.day, 1, 7) AND type = NEW.type AND source = NEW.source;
END;
--> statement-breakpoint
CREATE TRIGGER `ledger_days_removed` AFTER DELETE ON `ledger_days` BEGIN
  UPDATE ledger_months SET count = count - OLD.count, net = net - OLD.net WHERE currency = OLD.currency AND month = substr(OLD.day, 1, 7) AND type = OLD.type AND source = OLD.source;
  DELETE FROM ledger_months WHERE currency = OLD.currency AND month = substr(OLD.day, 1, 7) AND type = OLD.type AND source = OLD.source AND count = 0;
END;
