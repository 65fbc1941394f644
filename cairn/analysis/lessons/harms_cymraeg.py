"""The same in Welsh, made up as well."""

HARMS_CY: dict[str, tuple[str, ...]] = {
    "suicidal_thought": (
        "Ceisiodd fy mrawd ladd ei hun.", "Wn i ddim sut i wynebu diwrnod arall.", "Dw i wedi rhoi trefn ar bopeth ac wedi ffarwelio.", "Fyddai neb yn gweld fy eisiau.",
        "Dw i ddim eisiau byw.", "Rwy'n meddwl am ladd fy hun.", "Dydw i ddim yn gweld pwrpas cario ymlaen.",
        "Byddai pawb yn well hebof i.", "Roeddwn i am roi diwedd ar y cyfan.", "Rwyf wedi cymryd gorddos.",
        "Dw i wedi blino ar fyw.", "Mae o wedi bod yn brifo ei hun.", "Does dim byd ar ôl i mi.", "Weithiau dw i'n gobeithio na wna i ddeffro.",
        "Alla i ddim mynd ymlaen fel hyn.", "Dw i'n teimlo'n faich ar bawb.", "Mae hi'n torri ei breichiau.",
    ),
    "abuse": (
        "Mae o'n ateb drosti bob tro ac mae hi'n edrych ar y llawr.", "Maen nhw'n arw gyda hi pan nad yw'r teulu yno.",
        "Mae'r gofalwr yn taro fy nhad.", "Mae hi'n crynu pan ddaw o i mewn.", "Mae gen i ofn mynd adref.", "Mae o'n cymryd ei phensiwn hi.",
        "Cafodd ei chloi yn ei hystafell.", "Mae cleisiau arni ac mae hi'n gwrthod dweud pam.", "Cyffyrddodd â mi heb ganiatâd.",
        "Dydy o ddim yn gadael imi weld neb.", "Maen nhw'n gweiddi arni nes ei bod yn crio.", "Fe wnaeth fy ngorfodi i gael rhyw.",
        "Mae'n bygwth fy mrifo os dyweda i wrth rywun.",
    ),
    "unsafe_care": (
        "Ddaeth neb pan ganais y gloch.", "Un nyrs oedd ar y ward gyfan dros nos.", "Cymysgwyd nodiadau dau glaf.",
        "Cefais y feddyginiaeth anghywir.", "Gadawyd Mam ar y llawr drwy'r nos.", "Chafodd o ddim dŵr am ddiwrnod cyfan.",
        "Syrthiodd hi dair gwaith a ddaeth neb.", "Rhoddwyd deg gwaith y dos iddi.", "Bu farw wrth aros am yr ambiwlans.",
        "Anwybyddwyd yr haint nes ei bod yn rhy hwyr.", "Llawdriniaeth ar y goes anghywir.", "Doedd neb wedi edrych arno ers oriau.",
        "Cafodd ddolur gwely at yr asgwrn.", "Roedd y cyfrif tabledi yn anghywir eto.",
    ),
    "crime": (
        "Mae arian yn diflannu bob tro mae o ar ddyletswydd.",
        "Mae rhywun yn dwyn cyffuriau o'r cwpwrdd.", "Cymerodd rhywun arian o bwrs Mam.", "Newidiwyd y cofnodion wedi iddi farw.",
        "Daeth i mewn gyda chyllell.", "Maen nhw'n gwerthu presgripsiynau.", "Ffugiwyd llofnod y meddyg.", "Cafodd fy mag ei ddwyn.",
        "Dywedwyd wrthym am ddileu'r negeseuon cyn yr arolygiad.", "Ymosodwyd arnaf yn y maes parcio.",
    ),
    "harm": (
        "Mae o'n yfed o'r bore ac mae'r plant gydag o.", "Mae hi'n crwydro allan yn ei choban.",
        "Mi fydda i'n ei frifo os daw yn agos eto.", "Dydw i ddim yn ddiogel yma.", "Mae'r plant yn cael eu gadael ar eu pennau eu hunain.",
        "Mae hi'n crwydro i'r ffordd yn y nos.", "Mae'r lleisiau'n dweud wrthyf am frifo pobl.", "Mae rhywun yn mynd i gael ei ladd.",
        "Does gan Dad ddim gwres na bwyd.", "Mae gen i ofn beth wnaiff o i'r babi.", "Mae o wedi peidio â bwyta.",
    ),
}  # fmt: skip
HARMLESS_CY = (
    "Roedd yr aros yn fy lladd.", "Bron i mi farw'n chwerthin.", "Mae'r prisiau parcio yn lladrad.", "Fe wnaethon nhw achub fy mywyd.",
    "Roedd yr hyfforddiant diogelu yn ardderchog.", "Mae fy mhen-glin yn brifo pan mae'n bwrw.", "Bu farw Mam llynedd ac roedd yr hosbis yn wych.",
    "Roedd y system yn hunllef.", "Torrwyd yr amser aros i hanner.", "Roeddwn yn ofnus ond fe wnaethon nhw fy nhawelu.",
    "Gadawodd y clinig neges.",  "Cafodd yr apwyntiad ei ganslo.", "Arhosais am chwe awr ar droli.",
    "Rhowch y gorau i'r ffurflenni papur.", "Dim cwympiadau ar ein ward ers tri mis.", "Newidiwyd y dos a chefais esboniad.",
    "Cymerwyd fy ngwaed.", "Roedd y galwadau fideo yn torri.", "Roedd yr ystafell aros yn rhewi.", "Peidiwch â mynd yn ôl i'r hen ffordd.",
    "Roedd y staff wedi blino ond yn falch.", "Dwi'n gobeithio y bydd y cyfarfod bore yn parhau.", "Does dim byd ar ôl i'w ddweud.",
    "Roedd y bwyd yn oer.",  "Diolch i bawb am edrych ar ôl Nain.", "Roedd y gofal i Mam yn dda iawn.", "Mae'r peiriant coffi wedi torri.", "Cymerodd chwe galwad ffôn.", "Roedd yn braf gweld wyneb cyfarwydd.", "Mae'r wefan yn araf.", "Gwelais yr un nyrs bob tro.", "Doedd dim lle i eistedd.", "Aeth popeth yn esmwyth.", "Roedd y cyfarfodydd yn rhy hir.", "Cawsom ddigon o offer.", "Mae'r system newydd yn haws.", "Roedd y plant wrth eu bodd gyda'r lluniau.", "Dylid cadw'r galwadau fideo.", "Roedd gweithio gartref yn arbed amser.", "Hoffwn gael dewis o amser.", "Roedd y llythyr yn aneglur.", "Roedd y cinio'n hwyr.", "Aeth y rheolwr allan o'i ffordd i'n helpu.", "Sgyrsiau ymwybyddiaeth da.", "Does dim digon o lefydd parcio.", "Roedd y ddesg yn wag.", "Mae'r tîm wedi'i rannu.", "Roeddwn i'n nerfus cyn y pigiad.", "Mae'r bws yn hwyr bob bore.", "Roedd y sgrin wedi rhewi.", "Gaeaf anodd i bawb.", "Rydym yn llenwi gormod o ffurflenni.", "Roedd y ward yn brysur.", "Cefais apwyntiad o fewn wythnos.",
    "Diolch am ofal mor dda i Taid.", "Mae fy nghyfeiriad i wedi newid.", "Braf cael yr un gweithiwr bob tro.", "Cefais lythyr yn Gymraeg.", "Diolch am bopeth.", "Roedd gweld yr un bobl yn help.",
    "Aeth y llythyr ar goll.",
)  # fmt: skip
