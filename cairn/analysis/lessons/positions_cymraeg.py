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
GLAD_SPOKEN_CY = (
    "Daeth yr ambiwlans o fewn munudau.", "Mae fy mhen-glin fel newydd.", "Roedd rhywun yno bob tro i ateb y ffôn.",
    "Arhosodd y nyrs gyda fi nes i mi gysgu.", "Fydden nhw ddim wedi gallu gwneud mwy.", "Ces i bob chwarae teg.",
    "Rwy'n teimlo'n llawer gwell.", "Roedden nhw'n amyneddgar gyda Nain.", "Cyflym, cwrtais a chlir.",
    "Does dim angen newid dim byd.", "Doedd dim rhaid aros o gwbl.", "Mae'r dosbarth yn help mawr i mi.",
    "Staff ardderchog, bwyd da.", "Roedd y feddygfa yn hawdd ei chyrraedd.", "Gwasanaeth o'r radd flaenaf.",
    "Esboniodd hi bopeth yn fy iaith fy hun.", "Croeso cynnes bob tro.", "Rwy'n ddiolchgar tu hwnt.", "Hyfryd", "Da iawn",
    "Mi wnaethon nhw wrando arna i.", "Gweld y meddyg yr un bore.", "Roedd fy nheulu yn cael gwybod popeth.",
)  # fmt: skip
UNHAPPY_SPOKEN_CY = (
    "Dwi'n dal i ddisgwyl.", "Ches i ddim ateb i'm llythyr.", "Neb ar gael i siarad.", "Rhoddwyd y tabledi anghywir i mi.",
    "Roedd y drws ar agor a phawb yn gallu fy ngweld.", "Bu'n rhaid i mi eistedd ar y llawr.", "Doedd dim dŵr i'w gael.",
    "Atebwch y ffôn os gwelwch yn dda.", "Mwy o feddygon.", "Dylid agor ar ddydd Sadwrn.", "Mae'r wefan yn ddryslyd.",
    "Cefais fy nhrin fel plentyn.", "Roedd o'n siarad dros fy mhen.", "Mae'r bws olaf yn mynd am bump.", "Rhy ddrud i barcio.",
    "Doedd y ffurflen ddim ar gael yn Gymraeg.", "Aeth fy atgyfeiriad ar goll.", "Ystafell oer a brwnt.", "Amseroedd aros", "Gwael",
    "Chafodd Dad ddim help i fwyta.", "Wnaeth neb ofyn i mi.", "Dwi mewn poen o hyd.", "Blwyddyn ar y rhestr.",
)  # fmt: skip
MIXED_SPOKEN_CY = (
    "Staff clên, system anobeithiol.", "Y llawdriniaeth yn llwyddiant, ond dim gofal wedyn.", "Da pan mae'n gweithio.",
    "Diolch am y cymorth, ond mae angen ateb y ffôn.", "Nyrs garedig, meddyg swta.", "Lle glân ond swnllyd.",
    "Roedd y driniaeth yn wych er i mi aros misoedd amdani.", "Popeth yn dda ac eithrio'r parcio.", "Gweddol, gallai fod yn well.",
)  # fmt: skip
UNCLEAR_SPOKEN_CY = (
    "Mi es i gyda fy chwaer.", "Cefais frechiad.", "Dim barn.", "Dim i'w ddweud.", "Anodd dweud.", "Dwi ddim yn gwybod eto.",
    "Roedd hyn yn y gwanwyn.", "Mae gen i asthma.", "Rwy'n llenwi hwn ar ran fy nhad.", "Yr un fath ag arfer.", "Cymedrol",
    "Gwelais ddau feddyg.", "Mesurwyd fy nhaldra.",
)  # fmt: skip
