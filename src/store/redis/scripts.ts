/**
 * Lua scripts that Redis runs atomically. No script relies on what the client read before it.
 *
 * The epoch contains the run id of the Redis process, so every restart begins a new one: data loaded from disk may be
 * older than the last acknowledged write. It ends with its creation time in milliseconds of Redis' own clock.
 */
const EPOCH = `
local run = redis.sha1hex(string.match(redis.call('INFO', 'server'), 'run_id:(%x+)') or '')
local function present(key)
  local value = redis.call('GET', key)
  if value and string.sub(value, 1, #run + 1) == run .. ':' then return value end
  return false
end
local function milliseconds()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function begun(key, random)
  local value = run .. ':' .. random .. ':' .. string.format('%.0f', milliseconds())
  redis.call('SET', key, value)
  return value
end
`;

/** KEYS: epoch. ARGV: random. Returns the epoch. */
const epoch = `${EPOCH}
return present(KEYS[1]) or begun(KEYS[1], ARGV[1])`;

/** KEYS: epoch, key. ARGV: milliseconds, epoch or ''. Returns 1 if the key was not used before. */
const useOnce = `${EPOCH}
if ARGV[2] ~= '' and present(KEYS[1]) ~= ARGV[2] then return 0 end
if redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[1]) then return 1 end
return 0`;

/**
 * KEYS: epoch, value. ARGV: milliseconds, epoch or '', has from, from, has to, to. Returns 1 if the value was swapped.
 */
const swap = `${EPOCH}
if ARGV[2] ~= '' and present(KEYS[1]) ~= ARGV[2] then return 0 end
local there = redis.call('GET', KEYS[2])
if ARGV[3] == '1' then
  if there ~= ARGV[4] then return 0 end
elseif there then
  return 0
end
if ARGV[5] == '1' then redis.call('SET', KEYS[2], ARGV[6], 'PX', ARGV[1]) else redis.call('DEL', KEYS[2]) end
return 1`;

/** KEYS: value. */
const get = `
local there = redis.call('GET', KEYS[1])
return there and { there, redis.call('PTTL', KEYS[1]) } or false`;

/** KEYS: value. */
const take = `
local there = redis.call('GET', KEYS[1])
redis.call('DEL', KEYS[1])
return there`;

/**
 * KEYS: the counter of each increment. ARGV: owner, milliseconds, and for each increment: amount, limit, minimum total,
 * and what the owner is known to have added before. Returns the number of the increment that exceeds its limit, or 0
 * and the owner's amount in each counter.
 */
const reserve = `
local part, all, own, total = ARGV[1], {}, {}, {}
for i, key in ipairs(KEYS) do
  local at = 3 + (i - 1) * 4
  if all[key] == nil then
    local fields = redis.call('HGETALL', key)
    local sum, mine = 0, 0
    for j = 1, #fields, 2 do
      sum = sum + tonumber(fields[j + 1])
      if fields[j] == part then mine = tonumber(fields[j + 1]) end
    end
    own[key] = math.max(mine, tonumber(ARGV[at + 3]))
    all[key] = sum + own[key] - mine
    total[key] = all[key]
  end
  local sum = math.max(total[key], tonumber(ARGV[at + 2])) + tonumber(ARGV[at])
  if sum > tonumber(ARGV[at + 1]) then return { tostring(i) } end
  total[key] = sum
end
local answer = { '0' }
for i, key in ipairs(KEYS) do
  local mine = string.format('%.0f', own[key] + total[key] - all[key])
  redis.call('HSET', key, part, mine)
  if redis.call('PTTL', key) < 0 then redis.call('PEXPIRE', key, ARGV[2]) end
  answer[i + 1] = mine
end
return answer`;

/** KEYS: counters. ARGV: owner, and an amount for each. */
const release = `
for i, key in ipairs(KEYS) do
  local mine = redis.call('HGET', KEYS[i], ARGV[1])
  if mine then
    redis.call('HSET', key, ARGV[1], string.format('%.0f', math.max(0, tonumber(mine) - tonumber(ARGV[i + 1]))))
  end
end
return 1`;

/** KEYS: counters. ARGV: for each its owner, amount and milliseconds. */
const restore = `
for i, key in ipairs(KEYS) do
  local part, amount, life = ARGV[3 * i - 2], ARGV[3 * i - 1], ARGV[3 * i]
  local mine = redis.call('HGET', key, part)
  if not mine or tonumber(mine) < tonumber(amount) then redis.call('HSET', key, part, amount) end
  if redis.call('PTTL', key) < 0 then redis.call('PEXPIRE', key, life) end
end
return 1`;

/** KEYS: counter. Returns its total. */
const counted = `
local sum = 0
for _, amount in ipairs(redis.call('HVALS', KEYS[1])) do sum = sum + tonumber(amount) end
return string.format('%.0f', sum)`;

/**
 * KEYS: epoch, locks, and a release marker for each lock. ARGV: holder, milliseconds, random, milliseconds without
 * locks after a new epoch. Returns 0 if a lock is held by another holder, 1 if all were acquired, 2 if one of them was
 * released recently.
 */
const lock = `${EPOCH}
local value = present(KEYS[1]) or begun(KEYS[1], ARGV[3])
if milliseconds() - tonumber(string.match(value, '%d+$')) < tonumber(ARGV[4]) then return 0 end
local last = (#KEYS + 1) / 2
for i = 2, last do
  if redis.call('EXISTS', KEYS[i]) == 1 then return 0 end
end
local answer = 1
for i = 2, last do
  redis.call('SET', KEYS[i], ARGV[1], 'PX', ARGV[2])
  if redis.call('EXISTS', KEYS[i + last - 1]) == 1 then answer = 2 end
end
return answer`;

/** KEYS: locks. ARGV: holder, milliseconds. Returns 0 if another holder has one of them. */
const renew = `
for _, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if holder and holder ~= ARGV[1] then return 0 end
end
for _, key in ipairs(KEYS) do redis.call('SET', key, ARGV[1], 'PX', ARGV[2]) end
return 1`;

/** KEYS: locks, and a release marker for each. ARGV: holder, lifetime of a marker in milliseconds. */
const unlock = `
local last = #KEYS / 2
for i = 1, last do
  if redis.call('GET', KEYS[i]) == ARGV[1] then
    redis.call('DEL', KEYS[i])
    redis.call('SET', KEYS[last + i], '1', 'PX', ARGV[2])
  end
end
return 1`;

export const scripts = {
  epoch,
  useOnce,
  swap,
  get,
  take,
  reserve,
  release,
  restore,
  counted,
  lock,
  renew,
  unlock,
} as const;

export type ScriptName = keyof typeof scripts;
