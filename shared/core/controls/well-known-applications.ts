/**
 * Names of Microsoft's own apps that policies name most, by app id: the same in every tenant, and in no export. It only
 * makes sentences readable; no verdict rests on it. Apps of the suites stand in `application-suites.ts`.
 */
export interface WellKnownApplications {
  /** Date (YYYY-MM-DD) that the copy of the source bears. */
  readonly asOf: string;
  /** Repository and path of the page that lists the ids. */
  readonly source: string;
  readonly applications: readonly WellKnownApplication[];
}

export interface WellKnownApplication {
  /** Lower case. */
  readonly appId: string;
  readonly name: string;
}

type Row = readonly [appId: string, name: string];

const rows: readonly Row[] = [
  ['7ab7862c-4c57-491e-8a45-d52a7e023983', 'App Service'],
  ['7b7531ad-5926-4f2d-8a1d-38495ad33e17', 'Azure Advanced Threat Protection'],
  ['e9f49c6b-5ce5-44c8-925d-015017e9f7ad', 'Azure Data Lake'],
  ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', 'Azure Portal'],
  ['022907d3-0f1b-48f7-badc-1ba6abab6d66', 'Azure SQL Database'],
  ['00000007-0000-0000-c000-000000000000', 'Dataverse'],
  ['60c8bde5-3167-4f92-8fdb-059f6176dc0f', 'Enterprise Roaming and Backup'],
  ['497effe9-df71-4043-a8bb-14cf78c4b63b', 'Exchange Admin Center'],
  ['de8bc8b5-d9f9-48b1-a8ad-b748da725064', 'Graph Explorer'],
  ['ee272b19-4411-433f-8f28-5c13cb6fd407', 'Microsoft 365 Support Service'],
  ['0000000c-0000-0000-c000-000000000000', 'Microsoft App Access Panel'],
  ['65d91a3d-ab74-42e6-8a2f-0add61688c74', 'Microsoft Approval Management'],
  ['38049638-cc2c-4cde-abe4-4479d721ed44', 'Microsoft Approval Management'],
  ['29d9ed98-a469-4536-ade2-f981bc1d605e', 'Microsoft Authentication Broker'],
  ['04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Microsoft Azure CLI'],
  ['1950a258-227b-4e31-a9cf-717495945fc2', 'Microsoft Azure PowerShell'],
  ['cf36b471-5b44-428c-9ce7-313bf84528de', 'Microsoft Bing Search'],
  ['3090ab82-f1c1-4cdf-af2c-5d7a6f3e2cc7', 'Microsoft Defender for Cloud Apps'],
  ['60ca1954-583c-4d1f-86de-39d835f3e452', 'Microsoft Defender for Identity'],
  ['18fbca16-2224-45f6-85b0-f7bf2b39b3f3', 'Microsoft Docs'],
  ['00000015-0000-0000-c000-000000000000', 'Microsoft Dynamics ERP'],
  ['fb78d390-0c51-40cd-8e17-fdbfab77341b', 'Microsoft Exchange REST API Based Powershell'],
  ['47629505-c2b6-4a80-adb1-9b3a3d233b7b', 'Microsoft Exchange Web Services'],
  ['00000003-0000-0000-c000-000000000000', 'Microsoft Graph'],
  ['14d82eec-204b-4c2f-b7e8-296a70dab67e', 'Microsoft Graph Command Line Tools'],
  ['74bcdadc-2fdc-4bb3-8459-76d06952a0e9', 'Microsoft Intune Web Company Portal'],
  ['fc0f3af4-6835-4174-b806-f7db311fd2f3', 'Microsoft Intune Windows Agent'],
  ['5d661950-3475-41cd-a2c3-d671a3162bc1', 'Microsoft Outlook'],
  ['93625bc8-bfe2-437a-97e0-3d0060024faa', 'Microsoft password reset service'],
  ['871c010f-5e61-4fb1-83ac-98610a7e9110', 'Microsoft Power BI'],
  ['00b41c95-dab0-4487-9791-b9d2c32c80f2', 'Office 365 Management'],
  ['27922004-5251-4030-b22d-91ecd9a37ea4', 'Outlook Mobile'],
  ['00000009-0000-0000-c000-000000000000', 'Power BI Service'],
  ['fe93bfe1-7947-460a-a5e0-7a5906b51360', 'Viva Insights'],
  ['00000002-0000-0000-c000-000000000000', 'Windows Azure Active Directory'],
  ['8edd93e1-2103-40b4-bd70-6e34e586362d', 'Windows Azure Security Resource Provider'],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', 'Windows Azure Service Management API'],
  ['26a7ee05-5602-4d76-a7ba-eae8b7b67941', 'Windows Search'],
  ['45a330b1-b1ec-4cc1-9161-9f03992aa49f', 'Windows Store for Business'],
  ['a3b79187-70b2-4139-83f9-6016c58cd27b', 'WindowsDefenderATP Portal'],
];

export const wellKnownApplications: WellKnownApplications = {
  asOf: '2024-03-08',
  source:
    'MicrosoftDocs/SupportArticles-docs support/entra/entra-id/governance/verify-first-party-apps-sign-in.md',
  applications: rows.map(([appId, name]) => ({ appId, name })),
};
