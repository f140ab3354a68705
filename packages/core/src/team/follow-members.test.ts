import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const ada = { userId: 'usr_ada', name: 'Ada', email: 'Ada@Acme.example', role: 'support' as const }

describe('the team follows who may sign in', () => {
  it('admits somebody once, however often it is told', async () => {
    const { as, acme, facts } = await createTestKit()
    const first = await as('system').team.admit(ada)
    expect(first).toMatchObject({ userId: 'usr_ada', email: 'ada@acme.example', role: 'support', state: 'active' })
    expect(await as('system').team.admit(ada)).toEqual(first)
    expect((await acme.team.list({})).data).toEqual([first])
    expect(await acme.team.get({ id: first.id })).toEqual(first)
    expect(await facts('member.joined')).toEqual([{ memberId: first.id }])
    expect(await facts('member.changed')).toEqual([])
  })

  it('makes the invited row of an import the person who signs in', async () => {
    const { as, acme, facts } = await createTestKit()
    const { data: [imported] } = await acme.team.importMembers({ members: [{ reference: 'users:1', name: 'Ada L.', email: 'ada@acme.example', role: 'billing' }] })
    expect(await as('system').team.admit(ada)).toMatchObject({ id: imported!.memberId, state: 'active', role: 'support', name: 'Ada' })
    expect(await facts('member.joined')).toEqual([{ memberId: imported!.memberId }])
  })

  it('takes the row they were invited as, even under another address, and never the row of somebody who signs in already', async () => {
    const { as, acme } = await createTestKit()
    const { data } = await acme.team.importMembers({ members: [{ reference: 'users:1', email: 'old@acme.example', role: 'billing' }] })
    const admitted = await as('system').team.admit({ ...ada, memberId: data[0]!.memberId })
    expect(admitted.id).toBe(data[0]!.memberId)
    const other = await as('system').team.admit({ userId: 'usr_eve', email: 'ada@acme.example', role: 'support', memberId: admitted.id })
    expect(other.id).not.toBe(admitted.id)
    expect((await acme.team.get({ id: admitted.id })).userId).toBe('usr_ada')
  })

  it('tells of a new role with its fields, and keeps who left', async () => {
    const { as, facts } = await createTestKit()
    const { id } = await as('system').team.admit(ada)
    expect(await as('system').team.update({ userId: 'usr_ada', role: 'custom', title: 'Books' })).toMatchObject({ role: 'custom', title: 'Books' })
    expect(await facts('member.changed')).toEqual([{ memberId: id, fields: ['role', 'title'] }])
    expect(await as('system').team.remove({ userId: 'usr_ada' })).toMatchObject({ id, state: 'left', name: 'Ada' })
    await as('system').team.remove({ userId: 'usr_ada' })
    expect(await as('system').team.remove({ userId: 'usr_nobody' })).toBeNull()
    expect(await facts('member.left')).toEqual([{ memberId: id }])
    expect(await as('system').team.admit(ada)).toMatchObject({ id, state: 'active', role: 'support', title: null })
    expect(await facts('member.joined')).toEqual([{ memberId: id }, { memberId: id }])
    await expect(as('system').team.update({ userId: 'usr_nobody', name: 'X' })).rejects.toMatchObject({ code: 'team_member_not_found' })
  })

  it('listens to the server alone', async () => {
    const { acme, key, support } = await createTestKit()
    for (const room of [acme, key, support]) {
      await expect(room.team.admit(ada)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(room.team.remove({ userId: 'usr_ada' })).rejects.toMatchObject({ code: 'forbidden' })
      await expect(room.team.update({ userId: 'usr_ada', role: 'owner' })).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
