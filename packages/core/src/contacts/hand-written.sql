-- For the migration that creates the contacts tables, behind what drizzle-kit writes.
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
