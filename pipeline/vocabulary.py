"""The closed lists. Every value that engines exchange about a story is one of these, in English."""

from __future__ import annotations

from enum import StrEnum


class Setting(StrEnum):
    """Where a scene plays; each is a kit the painter can build and an air the mixer can breathe."""

    TEMPLE = "temple"
    TEMPLE_INTERIOR = "temple interior"
    MOSQUE = "mosque"
    CHURCH = "church"
    GURDWARA = "gurdwara"
    MONASTERY = "monastery"
    PALACE_HALL = "palace hall"
    COURTYARD = "courtyard"
    VILLAGE = "village"
    FIELD = "field"
    FOREST = "forest"
    JUNGLE = "jungle"
    RIVER_GHAT = "river ghat"
    BEACH = "beach"
    HARBOUR = "harbour"
    DESERT = "desert"
    MOUNTAINS = "mountains"
    SNOW = "snow"
    CAVE = "cave"
    CITY_STREET = "city street"
    ROOFTOP = "rooftop"
    MARKET = "market"
    SCHOOL = "school"
    OFFICE = "office"
    HOSPITAL = "hospital"
    LIVING_ROOM = "living room"
    KITCHEN = "kitchen"
    BEDROOM = "bedroom"
    CAFE = "cafe"
    TRAIN = "train"
    STATION = "station"
    SHIP = "ship"
    SPACE = "space"
    SPACESHIP = "spaceship"
    BATTLEFIELD = "battlefield"
    LABORATORY = "laboratory"
    LIBRARY = "library"
    THEATRE_STAGE = "theatre stage"
    PODCAST_STUDIO = "podcast studio"
    COURTROOM = "courtroom"
    PLAYGROUND = "playground"
    PARK = "park"
    GARDEN = "garden"


INDOOR_SETTINGS = frozenset(
    {
        Setting.TEMPLE_INTERIOR,
        Setting.PALACE_HALL,
        Setting.CAVE,
        Setting.SCHOOL,
        Setting.OFFICE,
        Setting.HOSPITAL,
        Setting.LIVING_ROOM,
        Setting.KITCHEN,
        Setting.BEDROOM,
        Setting.CAFE,
        Setting.TRAIN,
        Setting.SPACESHIP,
        Setting.LABORATORY,
        Setting.LIBRARY,
        Setting.THEATRE_STAGE,
        Setting.PODCAST_STUDIO,
        Setting.COURTROOM,
    }
)

WATERS = frozenset({Setting.RIVER_GHAT, Setting.BEACH, Setting.HARBOUR})
"""Open water lies behind the stage there."""


class TimeOfDay(StrEnum):
    """Seven lights of a day."""

    DAWN = "dawn"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    DUSK = "dusk"
    EVENING = "evening"
    NIGHT = "night"


class Weather(StrEnum):
    """What the air does."""

    CLEAR = "clear"
    CLOUDY = "cloudy"
    RAIN = "rain"
    STORM = "storm"
    SNOW = "snow"
    MIST = "mist"
    DUST = "dust"
    WIND = "wind"


class Season(StrEnum):
    """Seasons, the monsoon among them."""

    SPRING = "spring"
    SUMMER = "summer"
    MONSOON = "monsoon"
    AUTUMN = "autumn"
    WINTER = "winter"


class Emotion(StrEnum):
    """How a line or a scene feels."""

    NEUTRAL = "neutral"
    HAPPY = "happy"
    SAD = "sad"
    ANGRY = "angry"
    CALM = "calm"
    EXCITED = "excited"
    AFRAID = "afraid"
    TENDER = "tender"
    SURPRISED = "surprised"
    CURIOUS = "curious"
    REVERENT = "reverent"
    DETERMINED = "determined"
    LONGING = "longing"
    PROUD = "proud"


class Manner(StrEnum):
    """How loud a line is said, whatever it feels like."""

    SPOKEN = "spoken"
    WHISPERED = "whispered"
    SHOUTED = "shouted"


class Naturalness(StrEnum):
    """How natural a voice engine sounds in a language, said honestly."""

    NATIVE = "native"
    """Learned from speakers of the language, and understood like them."""
    ACCENTED = "accented"
    """Understood, but it is heard that others speak."""
    FOREIGN = "foreign"
    """A strong accent: understood with an effort, or not measured to be."""


class Culture(StrEnum):
    """Whose architecture, dress, names and music a scene is made of."""

    NORTH_INDIAN = "north indian"
    SOUTH_INDIAN = "south indian"
    JAPANESE = "japanese"
    CHINESE = "chinese"
    KOREAN = "korean"
    MIDDLE_EASTERN = "middle eastern"
    AFRICAN = "african"
    LATIN_AMERICAN = "latin american"
    EUROPEAN_OLD = "european old"
    EUROPEAN_MODERN = "european modern"
    AMERICAN_MODERN = "american modern"


class Religion(StrEnum):
    """Religions a story may stand in."""

    HINDUISM = "Hinduism"
    ISLAM = "Islam"
    CHRISTIANITY = "Christianity"
    SIKHISM = "Sikhism"
    BUDDHISM = "Buddhism"
    JAINISM = "Jainism"
    JUDAISM = "Judaism"
    SHINTO = "Shinto"
    TAOISM = "Taoism"


class AgeGroup(StrEnum):
    """Ages as SPEC.md names them."""

    CHILD = "child"
    TEEN = "teen"
    ADULT = "adult"
    ELDERLY = "elderly"


class Gender(StrEnum):
    """Genders as the storyboard's JSON names them."""

    MALE = "male"
    FEMALE = "female"
    NONBINARY = "nonbinary"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """A character's part in the story."""

    PROTAGONIST = "protagonist"
    DEUTERAGONIST = "deuteragonist"
    ANTAGONIST = "antagonist"
    SUPPORTING = "supporting"
    HOST = "host"
    GUEST = "guest"


class RelationKind(StrEnum):
    """`a.relations = (to b, kind)` reads: a is the <kind> of b."""

    MOTHER = "mother"
    FATHER = "father"
    CHILD = "child"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    SIBLING = "sibling"
    SPOUSE = "spouse"
    FRIEND = "friend"
    TEACHER = "teacher"
    STUDENT = "student"
    ENEMY = "enemy"


class Beat(StrEnum):
    """Where a scene stands in the plot."""

    SETUP = "setup"
    TURN = "turn"
    CLIMAX = "climax"
    RESOLUTION = "resolution"


class Pace(StrEnum):
    """How fast a scene goes."""

    SLOW = "slow"
    STEADY = "steady"
    FAST = "fast"


class Action(StrEnum):
    """What bodies do. STAND is what they do otherwise."""

    STAND = "stand"
    WALK_IN = "walk in"
    WALK_OUT = "walk out"
    WALK = "walk"
    RUN = "run"
    SIT = "sit"
    KNEEL = "kneel"
    BOW = "bow"
    NAMASTE = "namaste"
    PRAY = "pray"
    POINT = "point"
    WAVE = "wave"
    HUG = "hug"
    HOLD = "hold"
    GIVE = "give"
    WRITE = "write"
    READ = "read"
    CRY = "cry"
    LAUGH = "laugh"
    FALL = "fall"
    DANCE = "dance"
    NOD = "nod"
    SHAKE_HEAD = "shake head"
    LOOK_UP = "look up"
    SLEEP = "sleep"


class ShotSize(StrEnum):
    """How much of the scene a shot shows. CARD is words alone."""

    WIDE = "wide"
    FULL = "full"
    MEDIUM = "medium"
    CLOSE = "close"
    OVER_SHOULDER = "over-the-shoulder"
    TWO_SHOT = "two-shot"
    INSERT = "insert"
    CARD = "card"


class CameraMove(StrEnum):
    """How the camera moves, always eased."""

    STATIC = "static"
    PUSH = "push"
    PULL = "pull"
    PAN_LEFT = "pan left"
    PAN_RIGHT = "pan right"
    TILT_UP = "tilt up"
    TILT_DOWN = "tilt down"
    TRUCK_LEFT = "truck left"
    TRUCK_RIGHT = "truck right"
    DRIFT = "drift"
    HANDHELD = "handheld"


class Why(StrEnum):
    """The Director's reason for a shot, to be shown (and translated) beside it."""

    TITLE = "title"
    END = "the end"
    ESTABLISH = "establish"
    WHO_IS_HERE = "who is here"
    WHO_TALKS = "who talks to whom"
    SPEAKS = "speaks"
    REPLY = "reply"
    NEARER = "comes closer"
    EASES = "steps back"
    EXCHANGE = "quick exchange"
    TOGETHER = "together again"
    VOICE_OFF = "voice off"
    REACTION = "reaction"
    LISTENS = "listens"
    SHOW_IT = "show it"
    ENTERS = "enters"
    LEAVES = "leaves"
    DOES = "what is done"
    HAPPENS = "what happens"
    TOLD_OF = "who is told of"
    PLACE = "the place"
    BREATH = "a breath"
    JOY = "joy"
    SADNESS = "sadness"
    ANGER = "anger"
    EXCITEMENT = "excitement"
    FEAR = "fear"
    TENDERNESS = "tenderness"
    SURPRISE = "surprise"
    REVERENCE = "reverence"
    RESOLVE = "resolve"
    LONGING = "longing"
    PRIDE = "pride"
    CHOSEN = "your choice"


class Facing(StrEnum):
    """Where a body is turned; three-quarter to a side, or to the camera."""

    LEFT = "left"
    RIGHT = "right"
    CAMERA = "camera"


class Aspect(StrEnum):
    """Frame formats."""

    WIDE = "16:9"
    TALL = "9:16"
    SQUARE = "1:1"


class PodcastStyle(StrEnum):
    """How people talk in a podcast."""

    INTERVIEW = "interview"
    DEBATE = "debate"
    STORY = "story"
    EXPLAINER = "explainer"


class MusicStyle(StrEnum):
    """What the embedded composer plays. Ragas carry their own hour and mood."""

    # Hindustani
    RAGA_BHAIRAV = "raga-bhairav"
    RAGA_AHIR_BHAIRAV = "raga-ahir-bhairav"
    RAGA_TODI = "raga-todi"
    RAGA_BHIMPALASI = "raga-bhimpalasi"
    RAGA_YAMAN = "raga-yaman"
    RAGA_DESH = "raga-desh"
    RAGA_MALKAUNS = "raga-malkauns"
    RAGA_KAFI = "raga-kafi"
    RAGA_DURGA = "raga-durga"
    RAGA_BHUPALI = "raga-bhupali"
    RAGA_BAGESHRI = "raga-bageshri"
    RAGA_BIHAG = "raga-bihag"
    RAGA_DARBARI = "raga-darbari"
    RAGA_BHAIRAVI = "raga-bhairavi"
    RAGA_MEGH = "raga-megh"
    RAGA_PURIYA_DHANASHRI = "raga-puriya-dhanashri"

    # Carnatic
    RAGA_MOHANAM = "raga-mohanam"
    RAGA_HAMSADHWANI = "raga-hamsadhwani"
    RAGA_KALYANI = "raga-kalyani"
    RAGA_HINDOLAM = "raga-hindolam"
    RAGA_SINDHU_BHAIRAVI = "raga-sindhu-bhairavi"
    RAGA_SHANKARABHARANAM = "raga-shankarabharanam"
    RAGA_MAYAMALAVAGOWLA = "raga-mayamalavagowla"
    RAGA_CHARUKESI = "raga-charukesi"
    RAGA_REVATI = "raga-revati"

    # devotional
    BHAJAN = "bhajan"
    BENGAL_KIRTAN = "bengal-kirtan"
    QAWWALI = "qawwali"
    SHABAD = "shabad"

    # folk of India
    PUNJAB_BHANGRA = "punjab-bhangra"
    BENGAL_BAUL = "bengal-baul"
    RAJASTHAN_MAAND = "rajasthan-maand"
    TAMIL_NADASWARAM = "tamil-nadaswaram"
    KERALA_CHENDA = "kerala-chenda"
    GUJARAT_GARBA = "gujarat-garba"
    MAHARASHTRA_LAVANI = "maharashtra-lavani"
    ASSAM_BIHU = "assam-bihu"

    # Western
    ORCHESTRAL = "orchestral"
    CINEMATIC = "cinematic"
    EPIC = "epic"
    SUSPENSE = "suspense"
    COMEDY = "comedy"
    WALTZ = "waltz"
    BAROQUE = "baroque"
    LULLABY = "lullaby"
    HYMN = "hymn"
    JAZZ = "jazz"
    BLUES = "blues"
    AMBIENT = "ambient"
    ELECTRONIC = "electronic"
    SYNTHWAVE = "synthwave"
    LOFI = "lofi"
    FOLK_GUITAR = "folk-guitar"
    CELTIC = "celtic"
    FLAMENCO = "flamenco"
    PODCAST_BED = "podcast-bed"

    # Latin
    LATIN_GUITAR = "latin-guitar"
    BOSSA_NOVA = "bossa-nova"
    SALSA = "salsa"
    TANGO = "tango"
    ANDEAN = "andean"
    MARIACHI = "mariachi"

    # East Asian
    JAPANESE_KOTO = "japanese-koto"
    JAPANESE_MATSURI = "japanese-matsuri"
    CHINESE_GUZHENG = "chinese-guzheng"
    CHINESE_SILK_BAMBOO = "chinese-silk-bamboo"
    KOREAN_GAYAGEUM = "korean-gayageum"
    MONGOLIAN_STEPPE = "mongolian-steppe"
    JAVANESE_GAMELAN = "javanese-gamelan"

    # Middle Eastern
    MAQAM_HIJAZ = "maqam-hijaz"
    MAQAM_RAST = "maqam-rast"
    MAQAM_BAYATI = "maqam-bayati"
    MAQAM_SABA = "maqam-saba"
    MAQAM_NAHAWAND = "maqam-nahawand"
    PERSIAN_SHUR = "persian-shur"

    # African
    AFRICAN_KORA = "african-kora"
    AFRICAN_MBIRA = "african-mbira"
    AFRICAN_DJEMBE = "african-djembe"
    AFRICAN_HIGHLIFE = "african-highlife"
    ETHIOPIAN_TIZITA = "ethiopian-tizita"


class Language(StrEnum):
    """The twenty, by ISO 639-1 code."""

    ENGLISH = "en"
    SPANISH = "es"
    FRENCH = "fr"
    GERMAN = "de"
    HINDI = "hi"
    TAMIL = "ta"
    TELUGU = "te"
    BENGALI = "bn"
    MARATHI = "mr"
    GUJARATI = "gu"
    KANNADA = "kn"
    MALAYALAM = "ml"
    PUNJABI = "pa"
    JAPANESE = "ja"
    CHINESE = "zh"
    KOREAN = "ko"
    ARABIC = "ar"
    PORTUGUESE = "pt"
    RUSSIAN = "ru"
    ITALIAN = "it"


class Dress(StrEnum):
    """What the wardrobe holds."""

    SARI = "sari"
    SALWAR_KAMEEZ = "salwar kameez"
    LEHENGA = "lehenga"
    DHOTI = "dhoti"
    KURTA = "kurta"
    SHERWANI = "sherwani"
    KIMONO = "kimono"
    HANBOK = "hanbok"
    HANFU = "hanfu"
    THAWB = "thawb"
    ABAYA = "abaya"
    ROBE = "robe"
    TUNIC = "tunic"
    ARMOUR = "armour"
    SUIT = "suit"
    GOWN = "dress"
    JEANS_AND_SHIRT = "jeans and shirt"
    HOODIE = "hoodie"
    UNIFORM = "uniform"
    LAB_COAT = "lab coat"
    SPACE_SUIT = "space suit"
    MONK_ROBE = "monk's robe"


class HairStyle(StrEnum):
    """Sixteen and bald."""

    BALD = "bald"
    SHORT = "short"
    SIDE_PART = "side part"
    CURLY_SHORT = "curly short"
    CROP = "crop"
    BOB = "bob"
    LONG_LOOSE = "long loose"
    LONG_BRAID = "long braid"
    TWO_BRAIDS = "two braids"
    BUN = "bun"
    HIGH_BUN = "high bun"
    PONYTAIL = "ponytail"
    AFRO = "afro"
    CURLY_LONG = "curly long"
    WAVY = "wavy"
    FRINGE = "fringe"
    RECEDING = "receding"


class FacialHair(StrEnum):
    """On the lip and the jaw."""

    NONE = "none"
    MOUSTACHE = "moustache"
    BEARD = "beard"
    LONG_BEARD = "long beard"
    STUBBLE = "stubble"


class Accessory(StrEnum):
    """What is worn besides."""

    GLASSES = "glasses"
    BINDI = "bindi"
    TILAK = "tilak"
    EARRINGS = "earrings"
    NECKLACE = "necklace"
    BANGLES = "bangles"
    FLOWERS = "flowers"
    TURBAN = "turban"
    HIJAB = "hijab"
    HEADSCARF = "headscarf"
    CROWN = "crown"
    HAT = "hat"
    CAP = "cap"
    HEADPHONES = "headphones"
