/** Why two contacts may be one person, as somebody would say it. */
const rules: Record<string, string> = {
  workspace: 'They are known by the same id.',
  external_id: 'Both have the same id in your application.',
  external_id_conflict: 'They share an address, and your application knows them as two people.',
  email: 'Both use the same e-mail address.',
  name_conflict: 'They share an address, and their names do not go together.',
  role_mailbox_and_name: 'Both write from one shared mailbox, under the same name.',
  role_mailbox_without_name: 'Both write from one shared mailbox, such as info@, and a name is missing.',
  role_mailbox_name_conflict: 'Both write from one shared mailbox, under different names.',
  phone_and_name: 'Both have the same phone number and the same name.',
  phone_without_name: 'Both have the same phone number, and a name is missing.',
  plus_tag_unknown_provider: 'Their addresses differ only by what stands after the plus.',
  name_and_company: 'Much the same name, at the same company.',
  noreply: 'They share an address that nobody reads.',
  none: 'Somebody asked for a look.',
  by_hand: 'Somebody merged them by hand.',
}

export const ruleWords = (rule: string): string => rules[rule] ?? `The rule “${rule.replaceAll('_', ' ')}” says so.`
