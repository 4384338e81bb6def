/**
 * Estimates an upper bound of the tokens (o200k) in a text, without a tokenizer's vocabulary, which is larger than this
 * whole server. Splits the text as the tokenizer does and assumes the worst for each piece that is not listed below.
 * The estimate may be too high, never too low. Counting stops above `limit`; the result is then any number above it.
 */
export function estimateMaxTokens(text: string, limit = Number.POSITIVE_INFINITY): number {
  if (text.length > limit * MAX_CHARACTERS_PER_TOKEN) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (const [piece] of text.matchAll(PIECES)) {
    sum += getPieceTokens(piece);
    if (sum > limit) break;
  }
  return sum;
}

/** Longer than every word below that is one token. */
const MAX_CHARACTERS_PER_TOKEN = 12;

/** A cheaper upper bound, usually good enough: no token is shorter than a byte. */
export const countBytes = (text: string): number => Buffer.byteLength(text);

const SUFFIX = "(?:'(?:[sSdDmMtT]|[lL][lL]|[vV][eE]|[rR][eE]))?";
const PIECES = new RegExp(
  [
    `[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+${SUFFIX}`,
    `[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*${SUFFIX}`,
    '\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+',
  ].join('|'),
  'gu',
);

const splitWords = (text: string) => new Set(text.trim().split(/\s+/));
const splitPairs = (text: string) => new Set(text.match(/../g));

/** Words that are one token by themselves or after a quotation mark, a space or an underscore. */
const ONE_TOKEN_WORDS = splitWords(`
  GET ID NULL OK ORD PG POST TEST USD account addr address all allow am amount and api app apply approval approved at attempt
  bank billing birth book buyer by call cancel card cash change channel channels city class co code com company complete
  completed confirm confirmed count created currency custom customer data date day days delivery deposit desk detail done due
  email end error example expired expires extra fail failed failure false fee fields first found free from full gross has
  history holder html http https id identity imp in info invoice is issued issuer item items js key kind kr last left limit
  link list live log mail matched mem memo merchant message method mid mobile mode month name net new next nice no none not
  note null num number of on one only open order original over page paid partial partner path pay payment payments period pg
  phone plan pm point postcode present previous price pro product provider publisher purchase px quantity quota rate read
  ready reason receipt receiver record refund remaining request result results retry return review reviews sandbox schedule
  scheduled searched sender sent service session shipping single start started state status step store sub summary tax tel
  test text ticket tid time timeline title to today tool total trans transaction transfer true type uid unit unknown until up
  updated url usage use used user value vat version virtual was with write www year yes zip`);
const TWO_TOKEN_WORDS = splitWords(`
  KRW KST applied archived booked cancellation cancelled certified danal escrow executed imps inicis installment installments
  kakao kcp ksnet naver payco recurring refunded revoked settle supply toss uplus`);
/** Field name suffixes that are one token including their underscore. */
const FIELD_SUFFIXES = splitWords(`
  _name _at _uid _code _tid _id _method _provider _amount _email _tel _url _urls _num _number _type _reason _history _addr
  _holder _date _currency _status _key _by _to _from _count _total _bank _card _at _list _data _group _product _order _claim
  _delivery _item`);

/** Runs of JSON punctuation that cost fewer tokens than characters. */
const RUNS_OF_ONE = splitWords(String.raw`" , : . - / ] [ { } _ * *** @
  ," ":[ ":[" ]," }] ":" "," },{" {" "} "},{" ": "] ":[ ."," / :// :/ ... … ", ~ "]] ]] %, %" \" \ \",\" \":\" {\" \": ( - · × × / | & +`);
const RUNS_OF_TWO = splitWords(String.raw`
  ":[]," "}]," ":[{" "]," }]} "}] "}]} :{" "]} ":{ "}," ":- ₩ ":"( )"," ":"[ ",[" ":[[" %"," \"} ":"{\" \"}"`);

/**
 * Letter pairs that are not a token. Every other pair of the same case is one, so the worst split consists of single
 * letters and pairs.
 */
const RARE_PAIRS = splitPairs(
  'bqgkgqjvjzkqkzlqnqqfqgqjqkqvqzrjtqwqwzxgxjxkxqxvxwyqzjzqzvEJFJFQFZGJGQGZIYJHJQJXJYJZKJKQKXKZLJLQLZMZNQOQOZPZQFQGQHQJQKQOQWQXQYQZRZTQUOUQVJVQVYVZWJWQWZXGXHXJXKXQXUXWYBYFYHYIYJYQYVZBZCZJZKZLZPZQZV',
);

/** Korean syllables that are one token. Any other syllable takes up to three. */
const SYLLABLES = new Set(
  '가각간갈감갑값강같개객거건걸검겁것게겠겨격견결겼경계고곡곤골곳공과관광괴교구국군굴궁권귀규균그극근글금급기긴길김까깔깨꺼께껴꽃꾸꿈끄끌끔끝끼낌나난날남납났내낸낼냈냐냥너널넘네넷녀녁년념녕노논놀농높놓누눈뉴느는늘능니닉닌님닝다닥단닫달담답닷당대댓더덕던덤데델도독돈돌동돼됐되된될됨됩두둘뒤드득든들듯등디딩따때떠떤또뜨뜻라락란람랍랑래랙랜램랩랫략량러럭런럴럼럽렇레렉렌렛려력련렬렴렵렸령례로록론롤롭롯뢰료루룸룹류률르른를름리릭린릴림립릿링마막만많말맛망맞매맥맨머먹먼멀메멘며면명몇모목몬몰몸못무문물뮤므미민밀밍및바박밖반받발밤방배백버번벌범법베벤벨벽변별병보복본볼봉봐봤부북분불붙뷰브블비빈빌빙빛빠뿐쁘쁜사삭산살삼상새색생샵서석선설섭성세센셀셔션셜셨소속손솔송쇄쇼수숙순술숨쉬쉽슈스슨슬슴습슷승시식신실심십싱싶싸써쓰쓴씀씨씩씬아악안않알암압았앙앞애액앤앨야약양어억언얼엄업없엇었에엔엘여역연열염였영예오옥온올옵와완왔왕왜외요욕용우욱운울움웃워원월웠웨웹위윈유육윤율융으은을음응의이익인일읽임입있자작잔잘잠잡장재쟁저적전절점접정제젝젠져졌조족존좀종좋좌죄죠주죽준줄중줘즈즌즐즘증지직진질짐집짓징짜짝째쪽찌찍차착찬찮찰참창찾채책처척천철첨첫청체쳐쳤초촉촌총최추축춘출춤충춰취츠측층치칙친칠침칭카칼캐커컨컬컴컵케켓켜코콘콜콩쿠큐크큰클큼키킨킬킹타탁탄탈탕태택터턴털테텍텐텔템토톡톤통퇴투튀튜트특튼틀티틱틴팀팅파판팔패팩팬퍼페펴편평폐포폭폰폴폼표푸풀품풍퓨프픈플피픽핀필핏핑하학한할함합항해했행향허헌험헤혀혁현혈협형혜호혹혼홀홈홍화확환활황회획효후훈휘휴흡흥희히힌힘',
);

/** Pieces repeat often, above all field names. */
const pieceCache = new Map<string, number>();
const MAX_CACHED = 4_000;

function getPieceTokens(piece: string): number {
  let count = pieceCache.get(piece);
  if (count === undefined) {
    count = countPieceTokens(piece);
    if (pieceCache.size >= MAX_CACHED) pieceCache.clear();
    if (piece.length <= 20) pieceCache.set(piece, count);
  }
  return count;
}

const LETTER = /\p{L}/u;

function countPieceTokens(piece: string): number {
  // PIECES splits digits into groups of at most three, and every such group of ASCII digits is one token.
  if (/^[0-9]+$/.test(piece)) return 1;
  if (!LETTER.test(piece)) return countRunTokens(piece);
  if (FIELD_SUFFIXES.has(piece)) return 1;
  const [first = ''] = piece;
  const bare = LETTER.test(first) ? piece : piece.slice(first.length);
  const before = bare === piece ? 0 : countCharacterTokens(first);
  if (bare === piece || WORD_PREFIXES.includes(first)) {
    if (ONE_TOKEN_WORDS.has(bare)) return before + 1;
    if (TWO_TOKEN_WORDS.has(bare)) return before + 2;
  }
  let sum = before;
  for (const [run] of bare.matchAll(/[A-Za-z]+|[^A-Za-z]/gu))
    sum += /^[A-Za-z]/.test(run) ? countLetterTokens(run) : countCharacterTokens(run);
  return sum;
}

const WORD_PREFIXES = ['"', ' ', '_'];

function countRunTokens(piece: string): number {
  if (RUNS_OF_ONE.has(piece)) return 1;
  if (RUNS_OF_TWO.has(piece)) return 2;
  if (!MASK.test(piece)) return countBytes(piece);
  return piece.split(MASK).reduce((sum, part) => sum + (MASK.test(part) ? 1 : part ? countRunTokens(part) : 0), 0);
}

/** Characters that stand for masked text; each is one token. */
const MASK = /([•○])/;

const countCharacterTokens = (character: string): number =>
  SYLLABLES.has(character) || MASK.test(character) ? 1 : countBytes(character);

/**
 * In the worst split two single letters that form a token never stand side by side, so it alternates one, two, one,
 * two.
 */
function countLetterTokens(run: string): number {
  let count = Math.floor((2 * run.length) / 3) + (run.length % 3 === 1 ? 1 : 0);
  for (let at = 1; at < run.length; at++) {
    const pair = run.slice(at - 1, at + 1);
    // A mixed-case pair is often one token, but not always.
    if (RARE_PAIRS.has(pair) || /[A-Z][a-z]|[a-z][A-Z]/.test(pair)) count += 1;
  }
  return Math.min(count, run.length);
}
