/**
 * Which apps lie in the suites that a policy can name instead of an app id. An id that is not listed lies in
 * neither suite; of an id that is marked doubtful it is unknown. An id may lie in both suites.
 *
 * Microsoft publishes the names of the apps in `Office365` but no ids, so the list is incomplete: 43 of its 134
 * names, mostly background services, have no id that could be verified. A member's name is on that page, and its
 * id for that name is stated by a page of Microsoft (above all MicrosoftDocs/SupportArticles-docs
 * support/entra/entra-id/governance/verify-first-party-apps-sign-in.md of 2024-03-08, and the `Office365` keyword in
 * an early version of api-reference/beta/resources/crosstenantaccesspolicytarget.md of Microsoft Graph's reference)
 * or by several listings of service principals. The ids of `MicrosoftAdminPortals` are on Microsoft's page.
 */
export interface ApplicationSuite {
  /** The keyword in `includeApplications` and `excludeApplications`. */
  readonly id: 'Office365' | 'MicrosoftAdminPortals';
  /** Date (YYYY-MM-DD) that the copy of the source bears. */
  readonly asOf: string;
  /** Repository and path of the page that names the members. */
  readonly source: string;
  readonly members: readonly SuiteApplication[];
  readonly doubtful: readonly DoubtfulSuiteApplication[];
}

interface SuiteApplication {
  /** Lower case. */
  readonly appId: string;
  /** As the source names the app; display names in a tenant may differ. */
  readonly name: string;
}

interface DoubtfulSuiteApplication extends SuiteApplication {
  /** Why membership is unknown, as a sentence for people. */
  readonly why: string;
}

const oneSource = "The name is on the list, but a single listing that is not Microsoft's gives the id.";
const secondId = 'The name is on the list once, but listings give it to more than one id.';
const similarName = 'The id is published under a similar name, not under the one on the list.';
const earlierList = 'An earlier list of the suite has the app; the present one does not name it.';

export const applicationSuites: readonly ApplicationSuite[] = [
  {
    id: 'Office365',
    asOf: '2026-06-05',
    source:
      'MicrosoftDocs/entra-docs docs/identity/conditional-access/reference-office-365-application-contents.md',
    members: [
      { appId: 'e1979c22-8b73-4aed-a4da-572cc4d0b832', name: 'App Studio for Microsoft Teams' },
      { appId: '4354e225-50c9-4423-9ece-2d5afd904870', name: 'Augmentation Loop' },
      { appId: '4580fd1d-e5a3-4f56-9ad1-aab0e3bf8f76', name: 'Call Recorder' },
      { appId: '48af08dc-f6d2-435f-b2a7-069abd99c086', name: 'Connectors' },
      { appId: '8f348934-64be-4bb2-bc16-c54c96789f43', name: 'EDU Assignments' },
      { appId: 'fb8d773d-7ef8-4ec0-a117-179f88add510', name: 'Enterprise Copilot Platform' },
      { appId: '39aaf054-81a5-48c7-a4f8-0293012095b9', name: 'IC3 Gateway' },
      { appId: '0922ef46-e1b9-4f7e-9134-9ad00547eb41', name: 'Loop' },
      { appId: 'a187e399-0c36-4b98-8f04-1edc167a0996', name: 'Loop Web Application' },
      { appId: '6b91db1b-f05b-405a-a0b2-e3f60b28d645', name: 'M365 Admin Services' },
      { appId: 'c0ab8ce9-e9a0-42e7-b064-33d422df41f1', name: 'M365ChatClient' },
      { appId: 'a8f7a65c-f5ba-4859-b2d6-df772c264e9d', name: 'make.powerapps.com' },
      { appId: '0cd196ee-71bf-4fd6-a57c-b491ffd4fb1e', name: 'Media Analysis and Transformation Service' },
      { appId: '944f0bd1-117b-4b1c-af26-804ed95e767e', name: 'Media Analysis and Transformation Service' },
      { appId: '6f82282e-0070-4e78-bc23-e6320c5fa7de', name: 'Microsoft Discovery Service' },
      { appId: '00000007-0000-0ff1-ce00-000000000000', name: 'Microsoft Exchange Online Protection' },
      { appId: '6204c1d1-4712-4c46-a7d9-3ed63d992682', name: 'Microsoft Flow Portal' },
      { appId: 'c9a559d2-7aab-4f13-a6ed-e7e9c52aec87', name: 'Microsoft Forms' },
      { appId: '5f00fd34-f302-417f-81ef-1adda179d8fd', name: 'Microsoft Forms Web' },
      { appId: '40775b29-2688-46b6-a3b5-b256bd04df9f', name: 'Microsoft Information Protection API' },
      { appId: 'd3590ed6-52b3-4102-aeff-aad2292ab01c', name: 'Microsoft Office' },
      { appId: '00000006-0000-0ff1-ce00-000000000000', name: 'Microsoft Office 365 Portal' },
      { appId: '394866fc-eedb-4f01-8536-3ff84b16be2a', name: 'Microsoft People Cards Service' },
      { appId: '66375f6b-983f-4c2c-9701-d680650f588f', name: 'Microsoft Planner' },
      { appId: '75f31797-37c9-498e-8dc9-53c16a36afca', name: 'Microsoft Planner Client' },
      {
        appId: 'dcad865d-9257-4521-ad4d-bae3e137b345',
        name: 'Microsoft SharePoint Online - SharePoint Home',
      },
      { appId: 'cf53fce8-def6-4aeb-8d30-b158e7b1cf83', name: 'Microsoft Stream Portal' },
      { appId: '2634dd23-5e5a-431c-81ca-11710d9079f4', name: 'Microsoft Stream Service' },
      { appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', name: 'Microsoft Teams' },
      { appId: 'b55b276d-2b09-4ad2-8de5-f09cf24ffba9', name: 'Microsoft Teams - Teams And Channels Service' },
      { appId: 'b1379a75-ce5e-4fa3-80c6-89bb39bf646c', name: 'Microsoft Teams Chat Aggregator' },
      { appId: 'ab3be6b7-f5df-413d-ac2d-abf1e3fd9c0b', name: 'Microsoft Teams Graph Service' },
      { appId: '51133ff5-8e0d-4078-bcca-84fb7f905b64', name: 'Microsoft Teams Mailhook' },
      { appId: '75efb5bc-18a1-4e7b-8a66-2ad2503d79c6', name: 'Microsoft Teams Retail Service' },
      { appId: 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe', name: 'Microsoft Teams Services' },
      { appId: '1996141e-2b07-4491-927a-5a024b335c78', name: 'Microsoft Teams UIS' },
      { appId: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', name: 'Microsoft Teams Web Client' },
      { appId: '5754bb84-f388-44f0-b3f7-9233a05bbb34', name: 'Microsoft To-Do web app' },
      { appId: '00695ed2-3202-4156-8da1-69f60065e255', name: 'Microsoft Visio Data Visualizer' },
      { appId: '95de633a-083e-42f5-b444-a4295d8e9314', name: 'Microsoft Whiteboard Services' },
      { appId: '4345a7b9-9a63-4910-a426-35363201d503', name: 'O365 Suite UX' },
      { appId: '23c898c1-f7e8-41da-9501-f16571f8d097', name: 'OCPS Checkin Service' },
      { appId: '72782ba9-4490-4f03-8d82-562370ea3566', name: 'Office 365' },
      { appId: 'ec156f81-f23a-47bd-b16f-9fb2c66420f9', name: 'Office 365 Exchange Microservices' },
      { appId: '00000002-0000-0ff1-ce00-000000000000', name: 'Office 365 Exchange Online' },
      { appId: '66a88757-258c-4c72-893c-3e8bed4d6899', name: 'Office 365 Search Service' },
      { appId: '00000003-0000-0ff1-ce00-000000000000', name: 'Office 365 SharePoint Online' },
      { appId: '94c63fef-13a3-47bc-8074-75af8c65887a', name: 'Office Delve' },
      { appId: '166f1b03-5b19-416f-a94b-1d7aa2d247dc', name: 'Office Hive' },
      { appId: 'ebe0c285-db95-403f-a1a3-a793bd6d7767', name: 'Office MRO Device Manager Service' },
      { appId: '93d53678-613d-4013-afc1-62e9e444a0a5', name: 'Office Online Add-in SSO' },
      { appId: '243c63a3-247d-41c5-9d83-7788c43f1c43', name: 'Office Online Core SSO' },
      { appId: '62fd1447-0ef3-4ab7-a956-7dd05232ecc1', name: 'Office Scripts Service' },
      { appId: 'b97b6bd4-a49f-4a0c-af18-af507d1da76c', name: 'Office Shredding Service' },
      { appId: '4b233688-031c-404b-9a80-a4f3f2351f90', name: 'Office.com' },
      { appId: '89bee1f7-5e6e-4d8a-9f3d-ecd601259da7', name: 'Office365 Shell WCSS-Client' },
      { appId: '0f698dd4-f011-4d23-a33e-b36416dcb1e6', name: 'OfficeClientService' },
      { appId: '4765445b-32c6-49b0-83e6-1d93765276ca', name: 'OfficeHome' },
      { appId: '9e4a5442-a5c9-4f6f-b03f-5b9fcaaf24b1', name: 'OfficeServicesManager' },
      { appId: 'bb893c22-978d-4cd4-a6f7-bb6cc0d6e6ce', name: 'Olympus' },
      { appId: '9199bf20-a13f-4107-85dc-02114787ef48', name: 'One Outlook Web' },
      { appId: '6a9b9266-8161-4a7b-913a-a9eda19da220', name: 'OneDrive' },
      { appId: 'ab9b8c07-8f02-4f72-87fa-80105867a763', name: 'OneDrive SyncEngine' },
      { appId: '2d4d3d8e-2be3-4bef-9f87-7875a61c29de', name: 'OneNote' },
      { appId: '13d54852-ae25-4f0b-823a-b09eea89f431', name: 'Outlook Service for Exchange' },
      { appId: '475226c6-020e-4fb2-8a90-7a972cbfc1d4', name: 'PowerApps Service' },
      { appId: '09abbdfd-ed23-44ee-a2d9-a627aa1c90f3', name: 'ProjectWorkManagement' },
      { appId: '80ccca67-54bd-44ab-8625-4b79c4dc7775', name: 'Protection Center' },
      { appId: '18f36947-75b0-49fb-8d1c-29584a55cac5', name: 'Reply-At-Mention' },
      { appId: '08e18876-6177-487e-b8b5-cf950c1e598c', name: 'SharePoint Online Web Client Extensibility' },
      { appId: '48ac35b8-9aa8-4d74-927d-1f4a14a0b239', name: 'Skype and Teams Tenant Admin API' },
      { appId: '7557eb47-c689-4224-abcf-aef9bd7573df', name: 'Skype for Business' },
      { appId: '00000004-0000-0ff1-ce00-000000000000', name: 'Skype for Business Online' },
      { appId: '1e70cd27-4707-4589-8ec5-9bd20c472a46', name: 'Skype Presence Service' },
      { appId: '905fcf26-4eb7-48a0-9ff0-8dcc7194b5ba', name: 'Sway' },
      { appId: '4c4f550b-42b2-4a16-93f9-fdb9e01bb6ed', name: 'Targeted Messaging Service' },
      { appId: '00000005-0000-0ff1-ce00-000000000000', name: 'Viva Engage' },
    ],
    doubtful: [
      { appId: '69cad5fa-2338-4390-aa5d-1ca1fb39860a', name: 'Connectors', why: similarName },
      { appId: '0e90d0b8-039a-4936-a6f4-d25dd510be5d', name: 'Message Recall', why: oneSource },
      {
        appId: '8e14e873-35ba-4720-b787-0bed94370b17',
        name: 'Microsoft Teams Targeting Application',
        why: oneSource,
      },
      { appId: 'e1829006-9cf1-4d05-8b48-2e665cb48e6a', name: 'Microsoft Teams Web Client', why: secondId },
      { appId: '3ff8e6ba-7dc3-4e9e-ba40-ee12b60d6d48', name: 'Microsoft Todo web app', why: oneSource },
      {
        appId: '392c0cd5-b73d-42f5-9e94-49904793f11c',
        name: 'Microsoft Virtual Events Portal',
        why: oneSource,
      },
      {
        appId: '7fc21101-d09b-4343-8eb3-21187e0431a4',
        name: 'Microsoft Virtual Events Services',
        why: oneSource,
      },
      {
        appId: '038187f5-ca69-4382-8c0b-8d87708d099f',
        name: 'MSAI Substrate Meeting Intelligence',
        why: oneSource,
      },
      { appId: 'b4114287-89e4-4209-bd99-b7d4919bcf64', name: 'Office Delve', why: secondId },
      {
        appId: '2abdc806-e091-4495-9b10-b04d93c3f040',
        name: 'Office Online Augmentation Loop SSO',
        why: similarName,
      },
      { appId: 'b23dd4db-9142-4734-867f-3577f640ad0c', name: 'Office Online Loki SSO', why: similarName },
      { appId: '17d5e35f-655b-4fb0-8ae6-86356e9a49f5', name: 'Office Online Maker SSO', why: similarName },
      { appId: '3ce44149-e365-40e4-9bb4-8c0ecb710fe6', name: 'Office Online Print SSO', why: oneSource },
      { appId: '5a4eed13-c4c4-4b4c-9506-334ab200bf31', name: 'Office Online Search SSO', why: oneSource },
      { appId: 'a9b49b65-0a12-430b-9540-c80b3332c127', name: 'Office Online Search SSO', why: similarName },
      { appId: '67e3df25-268a-4324-a550-0de1c7f97287', name: 'Office Online Service', why: similarName },
      { appId: 'e8bdeda8-b4a3-4eed-b307-5e2456238a77', name: 'Office365 Shell SS-Server', why: earlierList },
      {
        appId: '5f09333a-842c-47da-a157-57da27fcbca5',
        name: 'Office365 Shell WCSS-Server',
        why: earlierList,
      },
      { appId: '766d89a4-d6a6-444d-8a5e-e1a18622288a', name: 'OneDrive', why: secondId },
      { appId: 'b26aadf8-566f-4478-926f-589f601d9c74', name: 'OneDrive', why: secondId },
      {
        appId: '3138fe80-4087-4b04-80a6-8866c738028a',
        name: 'SharePoint Notification Services',
        why: similarName,
      },
      {
        appId: '88884730-8181-4d82-9ce2-7d5a7cc7b81e',
        name: 'SharePoint Notification Services',
        why: similarName,
      },
      {
        appId: '3bc2296e-aa22-4ed2-9e1e-946d05afa6a2',
        name: 'SharePoint Online Web Client Extensibility Isolated',
        why: oneSource,
      },
      { appId: '6bc3b958-689b-49f5-9006-36d165f30e00', name: 'Teams CMD Services Artifacts', why: oneSource },
    ],
  },
  {
    id: 'MicrosoftAdminPortals',
    asOf: '2026-03-24',
    source:
      'MicrosoftDocs/entra-docs docs/identity/conditional-access/concept-conditional-access-cloud-apps.md',
    members: [
      { appId: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c', name: 'Azure portal' },
      { appId: '497effe9-df71-4043-a8bb-14cf78c4b63b', name: 'Exchange Admin Center' },
      { appId: '80ccca67-54bd-44ab-8625-4b79c4dc7775', name: 'Microsoft 365 Security and Compliance Center' },
      { appId: '00000006-0000-0ff1-ce00-000000000000', name: 'Microsoft Office 365 Portal' },
    ],
    doubtful: [
      {
        appId: '2ddfbe71-ed12-4123-b99b-d5fc8a062a79',
        name: 'Microsoft Teams admin center',
        why: earlierList,
      },
    ],
  },
];
