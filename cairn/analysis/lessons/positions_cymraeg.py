"""The same in Welsh, made up as well."""

GLAD_CY = (
    "Diolch o galon i bawb.", "Roedd y staff yn wych.", "Dim cwynion o gwbl.", "Gofal ardderchog.",
    "Cefais fy ngweld yn syth.", "Popeth yn iawn, diolch.", "Roedd y nyrs yn garedig iawn.",
    "Daliwch ati gyda'r gwaith da.", "Roeddwn i'n teimlo'n ddiogel.", "Gwrandawodd y meddyg arnaf.",
    "Gwasanaeth cyflym a chyfeillgar.", "Esboniwyd popeth yn glir.", "Hapus iawn gyda'r gofal.",
    "Tîm hyfryd.", "Allwn i ddim gofyn am well.", "Roedd y ward yn lân ac yn dawel.",
    "Roedd hi'n braf cael siarad Cymraeg gyda'r meddyg.", "Bendigedig, diolch yn fawr.",
    "Cawsom bob cymorth gan y fydwraig.", "Roedd pawb mor glên.", "Da iawn chi.", "Gwych!",
    "Dim byd i'w wella.", "Roedd y bwyd yn flasus.",
)  # fmt: skip
UNHAPPY_CY = (
    "Arhosais am bum awr.", "Roedd y bwyd yn oer.", "Does neb yn ateb y ffôn.", "Ofnadwy.",
    "Mae angen mwy o staff.", "Chefais i ddim gwybod beth oedd yn digwydd.", "Roedd y toiledau'n fudr.",
    "Mae parcio yn hunllef.", "Ni wrandawodd neb arnaf.", "Collwyd fy nodiadau.", "Siomedig iawn.",
    "Cafodd yr apwyntiad ei ganslo ddwywaith.", "Roedd y derbynnydd yn swta.", "Rhy hir o aros.",
    "Doedd neb yn siarad Cymraeg â Mam.", "Mae'n amhosib cael apwyntiad.", "Gwael iawn.",
    "Roedd hi'n swnllyd drwy'r nos.", "Cefais fy anfon adref yn rhy gynnar.", "Wnaethon nhw anghofio amdana i.",
    "Dylai fod mwy o nyrsys ar y penwythnos.", "Roeddwn yn teimlo fel niwsans.", "Gwastraff amser llwyr.", "Roedd y nyrs yn anghwrtais.", "Gofal gwael gan y meddyg.",
    "Roedd y staff yn anghyfeillgar ac yn ddi-hid.", "Profiad erchyll.",
    "Rwy'n dal i aros am y canlyniadau.",
)  # fmt: skip
MIXED_CY = (
    "Roedd y staff yn wych ond roedd yr aros yn rhy hir.", "Gofal da, ond roedd y bwyd yn wael.",
    "Roedd y meddyg yn garedig, ond collwyd fy nodiadau.", "Y nyrsys yn hyfryd, y parcio yn ofnadwy.",
    "Popeth yn iawn heblaw am y sŵn gyda'r nos.", "Hapus gyda'r driniaeth, siomedig gyda'r dderbynfa.",
    "Gwasanaeth da pan gefais i un, ond mae'n amhosib cael apwyntiad.",
    "Da iawn ar y cyfan er bod yr ystafell aros yn oer.",
)  # fmt: skip
UNCLEAR_CY = (
    "Dim sylw.", "Dim byd i'w ychwanegu.", "Ddim yn siŵr.", "Amherthnasol", "Es i yno ym mis Mawrth.",
    "Gwelais y nyrs.", "Dyma fy ymweliad cyntaf.", "Gweler uchod.", "Iawn, am wn i.", "Prawf gwaed oedd o.",
    "Fedra i ddim cofio.", "Mae'n dibynnu ar y diwrnod.",
)  # fmt: skip
